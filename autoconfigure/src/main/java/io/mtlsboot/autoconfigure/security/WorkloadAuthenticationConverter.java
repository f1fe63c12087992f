package io.mtlsboot.autoconfigure.security;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.SslInfo;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes the caller of an exchange from the TLS session of its connection, and from
 * nothing that the request itself says. A certificate without an identity is no
 * certificate, never an error.
 */
final class WorkloadAuthenticationConverter implements ServerAuthenticationConverter {

	private final WorkloadPrincipals principals;

	WorkloadAuthenticationConverter(WorkloadPrincipals principals) {
		this.principals = principals;
	}

	@Override
	public Mono<Authentication> convert(ServerWebExchange exchange) {
		List<X509Certificate> presented = presented(exchange);
		WorkloadPrincipal principal = this.principals.find(presented, localPort(exchange));
		return (principal != null) ? Mono.just(new PreAuthenticatedAuthenticationToken(principal, presented.get(0)))
				: Mono.empty();
	}

	boolean isIdentified(ServerWebExchange exchange) {
		return this.principals.find(presented(exchange), localPort(exchange)) != null;
	}

	private static int localPort(ServerWebExchange exchange) {
		InetSocketAddress address = exchange.getRequest().getLocalAddress();
		return (address != null) ? address.getPort() : -1;
	}

	private static List<X509Certificate> presented(ServerWebExchange exchange) {
		SslInfo tls = exchange.getRequest().getSslInfo();
		X509Certificate[] chain = (tls != null) ? tls.getPeerCertificates() : null;
		return (chain != null) ? Arrays.asList(chain) : List.of();
	}

}
