package io.mtlsboot.autoconfigure.security;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets a request pass whose caller is known, or that anybody may send. Who is known is
 * not compared with the requests that anybody may send, and is not observed: that would
 * cost each request several microseconds to say yes.
 */
final class AdmissionFilter implements Filter {

	private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

	private final RequestMatcher open;

	private final AuthorizationEventPublisher events;

	private final SecurityContextHolderStrategy contexts;

	AdmissionFilter(RequestMatcher open, AuthorizationEventPublisher events, SecurityContextHolderStrategy contexts) {
		this.open = open;
		this.events = events;
		this.contexts = contexts;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Authentication caller = this.contexts.getContext().getAuthentication();
		if (!TRUST.isAuthenticated(caller) && !this.open.matches((HttpServletRequest) request)) {
			AuthorizationDecision denied = new AuthorizationDecision(false);
			this.events.publishAuthorizationEvent(() -> caller, (HttpServletRequest) request, denied);
			throw new AuthorizationDeniedException("Access Denied", denied);
		}
		chain.doFilter(request, response);
	}

}
