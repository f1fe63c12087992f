package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;

import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class MtlsEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class,
				EndpointAutoConfiguration.class, MtlsEndpointAutoConfiguration.class))
		.withBean(MaterialSources.class, Materials::current)
		.withPropertyValues("management.endpoints.web.exposure.include=mtls");

	@Test
	void verifyWhenExposedThenIsPresent() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(MtlsEndpoint.class);
			assertThat(context.getBean(MtlsEndpoint.class).mtls().stores()).extracting(MtlsDescriptor.Store::name)
				.containsExactly("bundle");
		});
	}

	@Test
	void verifyWhenActuatorIsAbsentThenIsAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("mtlsEndpoint"));
	}

	@Test
	void verifyWhenUserHasOneThenUsersWins() {
		this.runner.withUserConfiguration(OwnEndpoint.class)
			.run((context) -> assertThat(context).getBean(MtlsEndpoint.class).isSameAs(context.getBean("ownEndpoint")));
	}

	@Test
	void verifyWhenAccessIsNoneThenIsAbsent() {
		this.runner.withPropertyValues("management.endpoint.mtls.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MtlsEndpoint.class));
	}

	@Test
	void verifyWhenMtlsIsDisabledThenIsAbsent() {
		this.runner.withPropertyValues("mtls.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MtlsEndpoint.class));
	}

	@Test
	void verifyWhenExposureIsTheDefaultThenIsAbsent() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MtlsEndpoint.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEndpoint {

		@Bean
		MtlsEndpoint ownEndpoint(MtlsMaterials materials, MtlsRevocation revocation, MtlsListeners listeners,
				MtlsProperties properties) {
			return new MtlsEndpoint(materials, revocation, listeners, properties, Clock.systemUTC());
		}

	}

}
