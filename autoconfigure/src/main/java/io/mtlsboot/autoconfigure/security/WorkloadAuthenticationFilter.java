package io.mtlsboot.autoconfigure.security;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.preauth.x509.X509AuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Authenticates a request by the certificate of its connection, and by nothing that the
 * request itself says.
 * <p>
 * The certificate decides anew for each request: what an earlier request left in a
 * session neither replaces it nor lives on without it. Both ways of the superclass to the
 * certificate are replaced, because they turn all of it into text, twice per request. A
 * certificate without an identity is no certificate, never an error.
 */
final class WorkloadAuthenticationFilter extends X509AuthenticationFilter {

	/**
	 * Where the container puts the chain that it has verified.
	 */
	private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

	private final WorkloadPrincipals principals;

	private SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

	WorkloadAuthenticationFilter(WorkloadPrincipals principals) {
		this.principals = principals;
		setRequiresAuthenticationRequestMatcher(AnyRequestMatcher.INSTANCE);
		setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
	}

	/**
	 * The principal of a request: that of its connection where the connection is one of
	 * ours, otherwise that of the certificate that the container has verified.
	 * @param principals knows principals
	 * @param request the request
	 * @return the principal, or {@code null} for nobody
	 */
	static @Nullable WorkloadPrincipal find(WorkloadPrincipals principals, HttpServletRequest request) {
		return (request.getAttribute(ConnectionCaller.ATTRIBUTE) instanceof ConnectionCaller caller)
				? principals.find(caller) : principals.find(presented(request), request.getLocalPort());
	}

	static List<X509Certificate> presented(HttpServletRequest request) {
		if (request.getAttribute(ConnectionCaller.ATTRIBUTE) instanceof ConnectionCaller caller) {
			return caller.presented();
		}
		Object chain = request.getAttribute(ATTRIBUTE);
		return (chain instanceof X509Certificate[] certificates) ? Arrays.asList(certificates) : List.of();
	}

	@Override
	public void setSecurityContextHolderStrategy(SecurityContextHolderStrategy contexts) {
		super.setSecurityContextHolderStrategy(contexts);
		this.contexts = contexts;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (CertificateFactor.isIn(this.contexts.getContext().getAuthentication())
				&& getPreAuthenticatedPrincipal((HttpServletRequest) request) == null) {
			this.contexts.clearContext();
		}
		super.doFilter(request, response, chain);
	}

	@Override
	protected @Nullable Object getPreAuthenticatedPrincipal(HttpServletRequest request) {
		return find(this.principals, request);
	}

	@Override
	protected @Nullable Object getPreAuthenticatedCredentials(HttpServletRequest request) {
		List<X509Certificate> presented = presented(request);
		return presented.isEmpty() ? null : presented.get(0);
	}

}
