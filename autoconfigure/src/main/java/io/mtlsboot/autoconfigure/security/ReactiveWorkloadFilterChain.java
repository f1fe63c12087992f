package io.mtlsboot.autoconfigure.security;

import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/**
 * The filter chain of a reactive application that has none of its own, equal to the one
 * of a servlet application.
 * <p>
 * While the port observes, callers without an identity get what they got before, but for
 * Actuator: this starter must not be what breaks them.
 */
final class ReactiveWorkloadFilterChain {

	private ReactiveWorkloadFilterChain() {
	}

	static SecurityWebFilterChain build(ServerHttpSecurity http, boolean withHealth, boolean observing) {
		ReactiveProblemResponses refusals = new ReactiveProblemResponses();
		http.authorizeExchange((exchanges) -> {
			if (withHealth) {
				exchanges.matchers(ReactiveHealthRequests.matcher()).permitAll();
			}
			if (withHealth && observing) {
				exchanges.matchers(ReactiveEndpointRequests.matcher()).authenticated();
			}
			if (observing) {
				exchanges.anyExchange().permitAll();
			}
			else {
				exchanges.anyExchange().authenticated();
			}
		});
		http.exceptionHandling(
				(exceptions) -> exceptions.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
		http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
		http.csrf(CsrfSpec::disable);
		http.logout(LogoutSpec::disable);
		http.requestCache(RequestCacheSpec::disable);
		return http.build();
	}

}
