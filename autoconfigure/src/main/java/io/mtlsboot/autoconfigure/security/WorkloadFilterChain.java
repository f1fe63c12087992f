package io.mtlsboot.autoconfigure.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/**
 * The filter chain of a servlet application that has none of its own: certificates,
 * nothing that is kept between requests, nothing that only a person in front of a browser
 * needs.
 * <p>
 * While the port observes, callers without an identity get what they got before, but for
 * Actuator: this starter must not be what breaks them.
 */
final class WorkloadFilterChain {

	private WorkloadFilterChain() {
	}

	static SecurityFilterChain build(HttpSecurity http, boolean withHealth, boolean observing) {
		ProblemResponses refusals = new ProblemResponses();
		http.authorizeHttpRequests((requests) -> {
			if (withHealth) {
				requests.requestMatchers(HealthRequests.matcher()).permitAll();
			}
			if (withHealth && observing) {
				requests.requestMatchers(EndpointRequests.matcher()).authenticated();
			}
			if (observing) {
				requests.anyRequest().permitAll();
			}
			else {
				requests.anyRequest().authenticated();
			}
		});
		http.exceptionHandling(
				(exceptions) -> exceptions.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
		http.securityContext(
				(contexts) -> contexts.securityContextRepository(new RequestAttributeSecurityContextRepository()));
		http.sessionManagement(AbstractHttpConfigurer::disable);
		http.csrf(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		return http.build();
	}

}
