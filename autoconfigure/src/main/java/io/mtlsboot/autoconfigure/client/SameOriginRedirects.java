package io.mtlsboot.autoconfigure.client;

import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Follows redirects to the service that was called and to nobody else: a service must not
 * be able to make us call another one as ourselves, and never without TLS.
 */
final class SameOriginRedirects extends DefaultRedirectStrategy {

	@Override
	public boolean isRedirectAllowed(HttpHost currentTarget, HttpHost newTarget, HttpRequest redirect,
			HttpContext context) {
		return origin(currentTarget).equals(origin(newTarget))
				&& super.isRedirectAllowed(currentTarget, newTarget, redirect, context);
	}

	private static Origin origin(HttpHost host) {
		return Origin.of(host.getSchemeName(), host.getHostName(), host.getPort());
	}

}
