package io.mtlsboot.autoconfigure.security;

import java.time.Clock;

import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.identity.IdentityExtractor;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What servlet and reactive applications share: principals and their authorities.
 */
@Configuration(proxyBeanMethods = false)
class WorkloadPrincipalConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WorkloadAuthoritiesMapper mtlsAuthoritiesMapper(MtlsProperties properties) {
		return WorkloadAuthoritiesMapper.roles(properties.security().roles());
	}

	@Bean
	WorkloadPrincipals mtlsPrincipals(IdentityExtractor identities, WorkloadAuthoritiesMapper authorities,
			MtlsListeners listeners) {
		return new WorkloadPrincipals(identities, authorities, listeners, Clock.systemUTC());
	}

}
