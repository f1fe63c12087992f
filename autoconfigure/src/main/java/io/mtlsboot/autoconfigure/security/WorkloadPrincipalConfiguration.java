package io.mtlsboot.autoconfigure.security;

import java.time.Clock;
import java.util.List;

import io.mtlsboot.autoconfigure.CallerRoles;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.jsse.PeerVerdicts;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.GrantedAuthority;

/**
 * What servlet and reactive applications share: principals and their authorities.
 */
@Configuration(proxyBeanMethods = false)
class WorkloadPrincipalConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WorkloadAuthoritiesMapper mtlsAuthoritiesMapper(MtlsProperties properties, MtlsContexts contexts) {
		return WorkloadAuthoritiesMapper.roles(properties.security().roles(), contexts.callerBundles());
	}

	@Bean
	WorkloadPrincipals mtlsPrincipals(IdentityExtractor identities, WorkloadAuthoritiesMapper authorities,
			MtlsListeners listeners, MtlsProperties properties, VouchingBundles bundles) {
		return new WorkloadPrincipals(identities, PrincipalNames.of(properties.security().principalRules()),
				authorities, bundles, listeners, Clock.systemUTC());
	}

	@Bean
	CallerRoles mtlsCallerRoles(WorkloadPrincipals principals) {
		return (presented) -> {
			WorkloadPrincipal principal = principals.find(presented);
			return (principal != null)
					? principal.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList() : List.of();
		};
	}

	// Without domains there is nothing to look up, and a test needs no certificates
	@Bean
	VouchingBundles mtlsVouchingBundles(MtlsContexts contexts, PeerVerdicts verdicts) {
		return contexts.callerBundles().isEmpty() ? VouchingBundles.NONE
				: (presented) -> verdicts.judge(presented).bundles();
	}

}
