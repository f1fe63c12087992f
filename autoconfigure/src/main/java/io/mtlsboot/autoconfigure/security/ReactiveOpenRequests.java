package io.mtlsboot.autoconfigure.security;

import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * The requests that anybody with a connection may send to a reactive application that has
 * no rules of its own.
 *
 * @param withHealth whether there is a health endpoint
 * @param observing whether the port only observes
 */
record ReactiveOpenRequests(boolean withHealth, boolean observing) {

	/**
	 * The same as {@link #authorize}, in one piece.
	 * @return matches what anybody may send
	 */
	ServerWebExchangeMatcher matcher() {
		if (!this.withHealth) {
			return this.observing ? ServerWebExchangeMatchers.anyExchange() : (exchange) -> MatchResult.notMatch();
		}
		return this.observing
				? new OrServerWebExchangeMatcher(ReactiveHealthRequests.matcher(),
						new NegatedServerWebExchangeMatcher(ReactiveEndpointRequests.matcher()))
				: ReactiveHealthRequests.matcher();
	}

	void authorize(AuthorizeExchangeSpec exchanges) {
		if (this.withHealth) {
			exchanges.matchers(ReactiveHealthRequests.matcher()).permitAll();
		}
		if (this.withHealth && this.observing) {
			exchanges.matchers(ReactiveEndpointRequests.matcher()).authenticated();
		}
		if (this.observing) {
			exchanges.anyExchange().permitAll();
		}
		else {
			exchanges.anyExchange().authenticated();
		}
	}

}
