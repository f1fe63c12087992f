package io.mtlsboot.autoconfigure.security;

import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Says who is calling, in a chain in which nothing but a certificate says so.
 */
final class CallerWebFilter implements WebFilter {

	private final WorkloadAuthenticationConverter callers;

	private final WebFilter nobody;

	CallerWebFilter(WorkloadAuthenticationConverter callers) {
		this.callers = callers;
		this.nobody = new StaleCertificateWebFilter(callers);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Authentication caller = this.callers.authenticate(exchange);
		return (caller != null)
				? chain.filter(exchange).contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller))
				: this.nobody.filter(exchange, chain);
	}

}
