package io.mtlsboot.autoconfigure.security;

import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets a request pass whose caller is known, or that anybody may send.
 */
final class AdmissionWebFilter implements WebFilter {

	private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

	private final ServerWebExchangeMatcher open;

	AdmissionWebFilter(ServerWebExchangeMatcher open) {
		this.open = open;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.map(TRUST::isAuthenticated)
			.defaultIfEmpty(false)
			.flatMap((known) -> known ? Mono.just(true) : this.open.matches(exchange).map(MatchResult::isMatch))
			.flatMap((admitted) -> admitted ? chain.filter(exchange) : Mono.error(denied()));
	}

	private static AuthorizationDeniedException denied() {
		return new AuthorizationDeniedException("Access Denied", new AuthorizationDecision(false));
	}

}
