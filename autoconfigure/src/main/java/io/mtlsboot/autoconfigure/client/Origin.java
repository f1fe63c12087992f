package io.mtlsboot.autoconfigure.client;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port: whom a request is sent to.
 *
 * @param scheme the scheme in lower case
 * @param host the host in lower case
 * @param port the port
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-4">RFC 6454 §4</a>
 */
record Origin(String scheme, String host, int port) {

	static Origin of(URI uri) {
		return of(uri.getScheme(), uri.getHost(), uri.getPort());
	}

	static Origin of(@Nullable String scheme, @Nullable String host, int port) {
		if (scheme == null || host == null) {
			throw new IllegalArgumentException("A URL without scheme or host has no origin");
		}
		String lowerCase = scheme.toLowerCase(Locale.ROOT);
		int defaultPort = "https".equals(lowerCase) ? 443 : 80;
		return new Origin(lowerCase, host.toLowerCase(Locale.ROOT), (port != -1) ? port : defaultPort);
	}

}
