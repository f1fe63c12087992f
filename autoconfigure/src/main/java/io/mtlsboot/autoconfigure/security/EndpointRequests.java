package io.mtlsboot.autoconfigure.security;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests for Actuator of a servlet application.
 */
final class EndpointRequests {

	private EndpointRequests() {
	}

	static RequestMatcher matcher() {
		return EndpointRequest.toAnyEndpoint();
	}

}
