package io.mtlsboot.autoconfigure.security;

import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/**
 * The requests for Actuator of a reactive application.
 */
final class ReactiveEndpointRequests {

	private ReactiveEndpointRequests() {
	}

	static ServerWebExchangeMatcher matcher() {
		return EndpointRequest.toAnyEndpoint();
	}

}
