package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.MtlsRevocation;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code mtls} endpoint.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration")
@ConditionalOnMtls
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(MtlsMaterials.class)
@ConditionalOnAvailableEndpoint(MtlsEndpoint.class)
public final class MtlsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MtlsEndpoint mtlsEndpoint(MtlsMaterials materials, MtlsRevocation revocation, MtlsListeners listeners,
			MtlsProperties properties, ObjectProvider<MtlsEndpointSection> sections) {
		return new MtlsEndpoint(materials, revocation, listeners, properties, sections.orderedStream().toList(),
				Clock.systemUTC());
	}

}
