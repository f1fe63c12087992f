package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.Readiness;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.HandshakeSuccess;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MtlsMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, MtlsMetricsAutoConfiguration.class))
		.withBean(MaterialSources.class, Materials::current);

	@Test
	void verifyWhenRegistryIsThereThenIsPresent() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(MtlsMeterBinder.class).hasSingleBean(HandshakeMeters.class);
			context.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).current();
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(
					registry.get("mtls.certificate.expiry").tags("store", "server", "role", "identity").gauge().value())
				.isPositive();
			context.getBean(HandshakeMeters.class)
				.onSuccess(new HandshakeSuccess(HandshakeSide.SERVER,
						HandshakeConnection.UNKNOWN.withSession("TLSv1.3", true), null, Duration.ofMillis(1)));
			assertThat(registry.get("mtls.handshakes").tags("side", "server", "resumed", "true").timer().count())
				.isEqualTo(1);
		});
	}

	@Test
	void verifyWhenServerObservesThenReadinessIsMeasured() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ReadinessMeters.class));
		this.runner
			.withBean(Readiness.class,
					() -> new Readiness(Duration.ofDays(7), Instant.MAX, (leaf) -> Optional.empty(), Clock.systemUTC()))
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).get("mtls.readiness").gauge().value())
				.isZero());
	}

	@Test
	void verifyWhenMicrometerIsAbsentThenIsAbsent() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MtlsAutoConfiguration.class, MtlsMetricsAutoConfiguration.class))
			.withBean(MaterialSources.class, Materials::current)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("mtlsMeterBinder")
				.doesNotHaveBean("mtlsHandshakeMeters"));
	}

	@Test
	void verifyWhenThereIsNoRegistryThenIsAbsent() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MtlsAutoConfiguration.class, MtlsMetricsAutoConfiguration.class))
			.withBean(MaterialSources.class, Materials::current)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MtlsMeterBinder.class));
	}

	@Test
	void verifyWhenUserHasOnesThenUsersWin() {
		MeterBinder own = (registry) -> registry.counter("own");
		HandshakeListener listener = new HandshakeListener() {
		};
		this.runner.withBean("mtlsMeterBinder", MeterBinder.class, () -> own)
			.withBean("mtlsHandshakeMeters", HandshakeListener.class, () -> listener)
			.run((context) -> {
				assertThat(context).doesNotHaveBean(MtlsMeterBinder.class).doesNotHaveBean(HandshakeMeters.class);
				assertThat(context.getBean(MeterRegistry.class).find("mtls.handshakes").timers()).isEmpty();
			});
	}

	@Test
	void verifyWhenMtlsIsDisabledThenIsAbsent() {
		this.runner.withPropertyValues("mtls.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MtlsMeterBinder.class)
				.doesNotHaveBean(HandshakeMeters.class));
	}

	@Test
	void verifyWhenMetersAreSwitchedOffThenThereAreNone() {
		this.runner.withPropertyValues("management.metrics.enable.mtls=false").run((context) -> {
			context.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).current();
			assertThat(context.getBean(MeterRegistry.class).getMeters())
				.noneMatch((meter) -> meter.getId().getName().startsWith("mtls"));
		});
	}

	@Test
	void verifyWhenContextsAreMadeThenMetersDependOnNothing() {
		this.runner.run((context) -> {
			ConfigurableListableBeanFactory factory = context.getSourceApplicationContext().getBeanFactory();
			assertThat(factory.getDependenciesForBean("mtlsHandshakeMeters"))
				.containsOnly(MtlsMetricsAutoConfiguration.class.getName());
			assertThat(factory.getDependenciesForBean("mtlsMeterBinder"))
				.containsOnly(MtlsMetricsAutoConfiguration.class.getName());
		});
	}

}
