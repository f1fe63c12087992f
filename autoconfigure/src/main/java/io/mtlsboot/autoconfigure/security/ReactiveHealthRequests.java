package io.mtlsboot.autoconfigure.security;

import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/**
 * The requests for health of a reactive application, which Boot answers to everybody.
 */
final class ReactiveHealthRequests {

	private ReactiveHealthRequests() {
	}

	static ServerWebExchangeMatcher matcher() {
		return new OrServerWebExchangeMatcher(EndpointRequest.to(HealthEndpoint.class),
				EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class));
	}

}
