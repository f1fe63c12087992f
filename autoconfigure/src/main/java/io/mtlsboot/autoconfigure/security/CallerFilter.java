package io.mtlsboot.autoconfigure.security;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Says who is calling, in a chain in which nothing but a certificate says so: what
 * {@link WorkloadAuthenticationFilter} says with an authentication manager, and with
 * events and a log for each request. Whoever has no certificate is anonymous.
 */
final class CallerFilter implements Filter {

	private static final List<GrantedAuthority> ANONYMOUS = AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS");

	private final String anonymousKey = UUID.randomUUID().toString();

	private final WorkloadPrincipals principals;

	private final SecurityContextHolderStrategy contexts;

	CallerFilter(WorkloadPrincipals principals, SecurityContextHolderStrategy contexts) {
		this.principals = principals;
		this.contexts = contexts;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		WorkloadPrincipal principal = WorkloadAuthenticationFilter.find(this.principals, http);
		if (principal != null) {
			authenticate(authentication(principal, http));
		}
		else if (isNobody(this.contexts.getContext().getAuthentication())) {
			authenticate(new AnonymousAuthenticationToken(this.anonymousKey, "anonymousUser", ANONYMOUS));
		}
		chain.doFilter(request, response);
	}

	// What a test says who is calling stays, and no certificate of another connection
	private static boolean isNobody(@Nullable Authentication authentication) {
		return authentication == null || CertificateFactor.isIn(authentication);
	}

	// Each request has its own, which an application may change
	private void authenticate(Authentication authentication) {
		SecurityContext context = this.contexts.createEmptyContext();
		context.setAuthentication(authentication);
		this.contexts.setContext(context);
	}

	private static Authentication authentication(WorkloadPrincipal principal, HttpServletRequest request) {
		List<X509Certificate> presented = WorkloadAuthenticationFilter.presented(request);
		List<GrantedAuthority> authorities = new ArrayList<>(principal.getAuthorities());
		authorities.addAll(CertificateFactor.authorities());
		PreAuthenticatedAuthenticationToken token = new PreAuthenticatedAuthenticationToken(principal, presented.get(0),
				authorities);
		// Nothing here has a session
		token.setDetails(new WebAuthenticationDetails(request.getRemoteAddr(), null));
		return token;
	}

}
