package io.mtlsboot.autoconfigure.security;

import reactor.core.publisher.Mono;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Forgets an authentication by certificate that a session has kept, on a connection whose
 * own certificate identifies nobody.
 */
final class StaleCertificateWebFilter implements WebFilter {

	private final WorkloadAuthenticationConverter callers;

	StaleCertificateWebFilter(WorkloadAuthenticationConverter callers) {
		this.callers = callers;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (this.callers.isIdentified(exchange)) {
			return chain.filter(exchange);
		}
		return ReactiveSecurityContextHolder.getContext()
			.map(SecurityContext::getAuthentication)
			.map(CertificateFactor::isIn)
			.defaultIfEmpty(false)
			.flatMap(
					(stale) -> stale ? chain.filter(exchange).contextWrite(ReactiveSecurityContextHolder.clearContext())
							: chain.filter(exchange));
	}

}
