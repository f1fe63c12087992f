package io.mtlsboot.autoconfigure.security;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches a request that a service sent by itself and no browser on behalf of a page:
 * authenticated by its certificate alone, with none of the headers of a browser.
 * <p>
 * A browser sends the certificate of its user with the requests of any page, but it
 * always adds where a request that changes something comes from.
 */
final class ServiceRequestMatcher implements RequestMatcher {

	private final WorkloadPrincipals principals;

	ServiceRequestMatcher(WorkloadPrincipals principals) {
		this.principals = principals;
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		return BrowserHeaders.NAMES.stream().allMatch((name) -> request.getHeader(name) == null)
				&& WorkloadAuthenticationFilter.find(this.principals, request) != null;
	}

}
