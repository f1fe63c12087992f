package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.autoconfigure.Readiness;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code mtls.*} meters. Single ones are switched off by
 * {@code management.metrics.enable.*}.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnMtls
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, MtlsMaterials.class })
public final class MtlsMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "mtlsMeterBinder")
	MtlsMeterBinder mtlsMeterBinder(ObjectProvider<MtlsMaterials> materials,
			ObjectProvider<MtlsRevocation> revocation) {
		return new MtlsMeterBinder(materials, revocation, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean(name = "mtlsHandshakeMeters")
	HandshakeMeters mtlsHandshakeMeters() {
		return new HandshakeMeters();
	}

	@Bean
	@ConditionalOnBean(Readiness.class)
	@ConditionalOnMissingBean(name = "mtlsReadinessMeters")
	ReadinessMeters mtlsReadinessMeters(Readiness readiness) {
		return new ReadinessMeters(readiness);
	}

}
