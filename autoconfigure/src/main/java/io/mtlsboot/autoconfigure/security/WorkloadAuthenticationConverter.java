package io.mtlsboot.autoconfigure.security;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.SslInfo;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
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
		WorkloadPrincipal principal = find(exchange);
		return (principal != null)
				? Mono.just(new PreAuthenticatedAuthenticationToken(principal, presented(exchange).get(0)))
				: Mono.empty();
	}

	/**
	 * Says who is calling, without asking anybody else.
	 * @param exchange the exchange
	 * @return the authentication, or {@code null} for nobody
	 */
	@Nullable Authentication authenticate(ServerWebExchange exchange) {
		WorkloadPrincipal principal = find(exchange);
		return (principal != null) ? authentication(principal, presented(exchange).get(0)) : null;
	}

	boolean isIdentified(ServerWebExchange exchange) {
		return find(exchange) != null;
	}

	static Authentication authentication(WorkloadPrincipal principal, @Nullable Object certificate) {
		List<GrantedAuthority> authorities = new ArrayList<>(principal.getAuthorities());
		authorities.addAll(CertificateFactor.authorities());
		return new PreAuthenticatedAuthenticationToken(principal, certificate, authorities);
	}

	private @Nullable WorkloadPrincipal find(ServerWebExchange exchange) {
		ConnectionCaller caller = NettyCallers.of(exchange.getRequest());
		return (caller != null) ? this.principals.find(caller)
				: this.principals.find(presented(exchange), localPort(exchange));
	}

	private static int localPort(ServerWebExchange exchange) {
		InetSocketAddress address = exchange.getRequest().getLocalAddress();
		return (address != null) ? address.getPort() : -1;
	}

	private static List<X509Certificate> presented(ServerWebExchange exchange) {
		ConnectionCaller caller = NettyCallers.of(exchange.getRequest());
		if (caller != null) {
			return caller.presented();
		}
		SslInfo tls = exchange.getRequest().getSslInfo();
		X509Certificate[] chain = (tls != null) ? tls.getPeerCertificates() : null;
		return (chain != null) ? Arrays.asList(chain) : List.of();
	}

}
