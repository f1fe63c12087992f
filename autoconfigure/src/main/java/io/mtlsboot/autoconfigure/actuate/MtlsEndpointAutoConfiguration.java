package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;
import java.util.Optional;

import io.mtlsboot.autoconfigure.CallerRoles;
import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsDoctor;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.autoconfigure.Readiness;
import io.mtlsboot.identity.IdentityExtractor;

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
		afterName = { "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration",
				"io.mtlsboot.autoconfigure.doctor.MtlsDoctorAutoConfiguration" })
@ConditionalOnMtls
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(MtlsMaterials.class)
@ConditionalOnAvailableEndpoint(MtlsEndpoint.class)
public final class MtlsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnBean(MtlsDoctor.class)
	DoctorSection mtlsDoctorSection(MtlsDoctor doctor) {
		return new DoctorSection(doctor);
	}

	@Bean
	ExplainSection mtlsExplainSection(MtlsContexts contexts, IdentityExtractor identities, MtlsProperties properties,
			ObjectProvider<CallerRoles> roles) {
		return new ExplainSection(contexts, identities, properties, () -> Optional.ofNullable(roles.getIfAvailable()));
	}

	@Bean
	@ConditionalOnMissingBean
	MtlsEndpoint mtlsEndpoint(MtlsMaterials materials, MtlsRevocation revocation, MtlsListeners listeners,
			MtlsProperties properties, ObjectProvider<MtlsEndpointSection> sections) {
		return new MtlsEndpoint(materials, revocation, listeners, properties, sections.orderedStream().toList(),
				Clock.systemUTC());
	}

	@Bean
	ReadinessSection mtlsReadinessSection(ObjectProvider<Readiness> readiness, MtlsProperties properties) {
		return new ReadinessSection(readiness.getIfAvailable(), properties.server().enabled());
	}

}
