package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;

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
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code mtls} health.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class,
		beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnMtls
@ConditionalOnClass(Health.class)
@ConditionalOnBean(MtlsMaterials.class)
@ConditionalOnEnabledHealthIndicator("mtls")
public final class MtlsHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "mtlsHealthIndicator")
	MtlsHealthIndicator mtlsHealthIndicator(MtlsMaterials materials, MtlsRevocation revocation,
			ObjectProvider<Readiness> readiness) {
		return new MtlsHealthIndicator(materials, revocation, readiness.getIfAvailable(), Clock.systemUTC());
	}

}
