package io.mtlsboot.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.application.SslHealthIndicator;
import org.springframework.boot.health.autoconfigure.application.SslHealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.info.SslInfo;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.ssl.SslMetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Boot's own view of its SSL bundles goes on working and includes ours.
 */
class BootSslObservabilityTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, SslMetricsAutoConfiguration.class,
				MtlsMetricsAutoConfiguration.class, SslHealthContributorAutoConfiguration.class,
				MtlsHealthAutoConfiguration.class));

	@Test
	void verifyWhenThereIsMaterialThenBootsHealthShowsOurBundle() {
		this.runner.withBean(MaterialSources.class, Materials::current).run((context) -> {
			Health health = health(context.getBean(SslHealthIndicator.class));
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails().get("validChains"))
				.asInstanceOf(InstanceOfAssertFactories.list(SslInfo.CertificateChainInfo.class))
				.extracting(SslInfo.CertificateChainInfo::getAlias)
				.containsExactly("mtls");
			assertThat(context.getBean(SslInfo.class).getBundle("mtls").getTrustStoreCertificateChains()).hasSize(1);
		});
	}

	@Test
	void verifyWhenThereIsMaterialThenBootsMeterShowsOurBundle() {
		this.runner.withBean(MaterialSources.class, Materials::current).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("ssl.chain.expiry").tags("bundle", "mtls", "source", "keystore").gauge().value())
				.isPositive();
			assertThat(registry.get("ssl.chain.expiry").tags("bundle", "mtls", "source", "truststore").gauge().value())
				.isPositive();
			assertThat(
					registry.get("mtls.certificate.expiry").tags("store", "bundle", "role", "identity").gauge().value())
				.isPositive();
		});
	}

	@Test
	void verifyWhenThereIsNoMaterialThenBootsHealthShowsOurBundleWithoutChains() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			Health health = health(context.getBean(SslHealthIndicator.class));
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			SslInfo.BundleInfo bundle = context.getBean(SslInfo.class).getBundle("mtls");
			assertThat(bundle.getCertificateChains()).isEmpty();
			assertThat(bundle.getTrustStoreCertificateChains()).isEmpty();
		});
	}

	@Test
	void verifyWhenThereIsNoMaterialThenBootsMeterAndOursAreSilent() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.find("ssl.chain.expiry").gauges()).isEmpty();
			assertThat(registry.find("mtls.certificate.expiry").gauges()).isEmpty();
			assertThat(health(context.getBean(MtlsHealthIndicator.class)).getStatus()).isEqualTo(Status.UNKNOWN);
		});
	}

	private static Health health(HealthIndicator indicator) {
		Health health = indicator.health();
		assertThat(health).isNotNull();
		return health;
	}

}
