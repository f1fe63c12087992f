package io.mtlsboot.autoconfigure.security;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Lets every filter chain know its callers by their certificates, the user's own
 * included.
 * <p>
 * It customizes {@code HttpSecurity} and not {@code X509Configurer} alone: a filter that
 * is handed to the latter does not get the authentication manager of the chain, and a
 * user's own {@code authenticationUserDetailsService} would be passed over.
 */
final class WorkloadHttpSecurityCustomizer implements Customizer<HttpSecurity> {

	private final WorkloadPrincipals principals;

	WorkloadHttpSecurityCustomizer(WorkloadPrincipals principals) {
		this.principals = principals;
	}

	@Override
	public void customize(HttpSecurity http) {
		WorkloadAuthenticationFilter filter = new WorkloadAuthenticationFilter(this.principals);
		http.with(new WorkloadX509Configurer(filter));
		http.x509((x509) -> x509.x509AuthenticationFilter(filter)
			.authenticationUserDetailsService(WorkloadHttpSecurityCustomizer::principal));
		http.csrf((csrf) -> csrf.ignoringRequestMatchers(new ServiceRequestMatcher(this.principals)));
	}

	private static UserDetails principal(PreAuthenticatedAuthenticationToken token) {
		if (token.getPrincipal() instanceof WorkloadPrincipal principal) {
			return principal;
		}
		throw UsernameNotFoundException.fromUsername(token.getName());
	}

}
