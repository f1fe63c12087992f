package io.mtlsboot.autoconfigure.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests that anybody with a connection may send to a servlet application that has
 * no rules of its own.
 *
 * @param withHealth whether there is a health endpoint
 * @param observing whether the port only observes
 */
record OpenRequests(boolean withHealth, boolean observing) {

	/**
	 * The same as {@link #authorize}, in one piece.
	 * @return matches what anybody may send
	 */
	RequestMatcher matcher() {
		if (!this.withHealth) {
			return this.observing ? AnyRequestMatcher.INSTANCE : new NegatedRequestMatcher(AnyRequestMatcher.INSTANCE);
		}
		return this.observing
				? new OrRequestMatcher(HealthRequests.matcher(), new NegatedRequestMatcher(EndpointRequests.matcher()))
				: HealthRequests.matcher();
	}

	void authorize(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
		if (this.withHealth) {
			requests.requestMatchers(HealthRequests.matcher()).permitAll();
		}
		if (this.withHealth && this.observing) {
			requests.requestMatchers(EndpointRequests.matcher()).authenticated();
		}
		if (this.observing) {
			requests.anyRequest().permitAll();
		}
		else {
			requests.anyRequest().authenticated();
		}
	}

}
