package io.mtlsboot.autoconfigure.security;

import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests for health of a servlet application, which Boot answers to everybody.
 */
final class HealthRequests {

	private HealthRequests() {
	}

	static RequestMatcher matcher() {
		return new OrRequestMatcher(EndpointRequest.to(HealthEndpoint.class),
				EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class));
	}

}
