package io.mtlsboot.autoconfigure.security;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;

/**
 * Gives our filter what {@code X509Configurer} gives only to its own: the authentication
 * manager of the chain, and the post-processing.
 */
final class WorkloadX509Configurer extends AbstractHttpConfigurer<WorkloadX509Configurer, HttpSecurity> {

	private final WorkloadAuthenticationFilter filter;

	WorkloadX509Configurer(WorkloadAuthenticationFilter filter) {
		this.filter = filter;
	}

	@Override
	public void configure(HttpSecurity http) {
		this.filter.setAuthenticationManager(http.getSharedObject(AuthenticationManager.class));
		this.filter.setSecurityContextHolderStrategy(getSecurityContextHolderStrategy());
		postProcess(this.filter);
	}

}
