package io.mtlsboot.autoconfigure;

import java.time.Clock;
import java.time.Instant;

import io.mtlsboot.identity.IdentityExtractor;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a server that observes sees.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "mtls.server.mode", havingValue = "observe")
@ConditionalOnBooleanProperty(name = "mtls.server.enabled", matchIfMissing = true)
class MtlsReadinessConfiguration {

	@Bean
	Readiness mtlsReadiness(MtlsProperties properties, IdentityExtractor identities) {
		Instant end = properties.server().observe().end();
		// Without an end the contexts refuse to be made
		return new Readiness(properties.server().observe().readyAfter(), (end != null) ? end : Instant.MAX, identities,
				Clock.systemUTC());
	}

}
