package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsLogAutoConfiguration;
import io.mtlsboot.handshake.HandshakeJournal;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MtlsFailuresAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class,
				MtlsLogAutoConfiguration.class, EndpointAutoConfiguration.class, MtlsEndpointAutoConfiguration.class,
				MtlsFailuresAutoConfiguration.class))
		.withBean(MaterialSources.class, Materials::current)
		.withPropertyValues("management.endpoints.web.exposure.include=mtls");

	@Test
	void verifyWhenEndpointIsExposedThenHasTheSection() {
		this.runner.run((context) -> {
			context.getBean(HandshakeJournal.class).onFailure(ExpiredCaller.failure());
			assertThat(context.getBean(MtlsEndpoint.class).section("failures", null, null, null))
				.isInstanceOfSatisfying(FailuresDescriptor.class,
						(failures) -> assertThat(failures.groups()).hasSize(1));
		});
	}

	@Test
	void verifyWhenUserHasAJournalThenItIsShown() {
		HandshakeJournal own = new HandshakeJournal(Clock.systemUTC(), (leaf) -> Optional.empty(), List.of());
		this.runner.withBean(HandshakeJournal.class, () -> own)
			.run((context) -> assertThat(context.getBean(FailuresSection.class).journal()).isSameAs(own));
	}

	@Test
	void verifyWhenEndpointIsNotExposedOrActuatorAbsentOrMtlsOffThenIsAbsent() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FailuresSection.class));
		this.runner.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("mtlsFailuresSection"));
		this.runner.withPropertyValues("mtls.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FailuresSection.class));
	}

}
