package io.mtlsboot.autoconfigure.dev;

import java.time.Clock;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.autoconfigure.MtlsProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of material from the development CA. It is never active unless
 * {@code mtls.dev-ca.enabled} is set, and refuses to run where it does not belong.
 */
@AutoConfiguration(before = MtlsAutoConfiguration.class)
@ConditionalOnMtls
@ConditionalOnBooleanProperty("mtls.dev-ca.enabled")
public final class MtlsDevCaAutoConfiguration {

	private static final String DEV_CA = "io.mtlsboot.devca.DevCaDirectory";

	@Bean
	@ConditionalOnMissingBean
	MaterialSources mtlsDevCaMaterialSources(MtlsProperties properties, ApplicationContext context) {
		Environment environment = context.getEnvironment();
		DevCaFence.requireDevelopment(environment);
		if (!ClassUtils.isPresent(DEV_CA, context.getClassLoader())) {
			throw new MtlsConfigurationException(
					"Property 'mtls.dev-ca.enabled' is 'true', but the development CA is not on the class path",
					"Add the dependency 'io.mtlsboot:mtls-dev-ca' in the scope in which you run the service on a laptop, "
							+ "and keep it out of production.");
		}
		if (properties.namesMaterial()) {
			throw new MtlsConfigurationException(
					"Properties contradict each other: 'mtls.dev-ca.enabled' is 'true', and an identity, trust anchors or revocation are set "
							+ "in 'mtls.identity', 'mtls.trust', 'mtls.server' or 'mtls.clients'",
					"Remove one of the two; profiles are a good place for the development CA.");
		}
		return new DevCaMaterialSources(properties.devCa(), environment.getProperty("spring.application.name"),
				Clock.systemUTC());
	}

}
