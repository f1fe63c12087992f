package io.mtlsboot.autoconfigure.security;

import reactor.core.publisher.Mono;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets every reactive filter chain know its callers by their certificates, the user's own
 * included.
 */
final class WorkloadServerHttpSecurityCustomizer implements Customizer<ServerHttpSecurity> {

	private final WorkloadAuthenticationConverter callers;

	WorkloadServerHttpSecurityCustomizer(WorkloadAuthenticationConverter callers) {
		this.callers = callers;
	}

	@Override
	public void customize(ServerHttpSecurity http) {
		http.x509((x509) -> x509.serverAuthenticationConverter(this.callers)
			.authenticationManager(WorkloadServerHttpSecurityCustomizer::authenticate));
		http.addFilterBefore(new StaleCertificateWebFilter(this.callers), SecurityWebFiltersOrder.AUTHENTICATION);
		http.csrf((csrf) -> csrf.requireCsrfProtectionMatcher(this::needsCsrfToken));
	}

	private static Mono<Authentication> authenticate(Authentication token) {
		if (!(token.getPrincipal() instanceof WorkloadPrincipal principal)) {
			return Mono.empty();
		}
		return Mono.just(WorkloadAuthenticationConverter.authentication(principal, token.getCredentials()));
	}

	private Mono<MatchResult> needsCsrfToken(ServerWebExchange exchange) {
		return isFromService(exchange) ? MatchResult.notMatch() : CsrfWebFilter.DEFAULT_CSRF_MATCHER.matches(exchange);
	}

	// What ServiceRequestMatcher says of a servlet request
	private boolean isFromService(ServerWebExchange exchange) {
		return BrowserHeaders.NAMES.stream()
			.noneMatch((name) -> exchange.getRequest().getHeaders().containsHeader(name))
				&& this.callers.isIdentified(exchange);
	}

}
