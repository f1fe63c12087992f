package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.net.URI;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A request without TLS was asked of a client that proves who it is.
 */
final class PlainHttpRefusedException extends IOException {

	private static final long serialVersionUID = 1L;

	PlainHttpRefusedException(URI uri) {
		super("Refused to send a request to " + target(uri.getScheme(), uri.getHost())
				+ ": a client over mutual TLS speaks https only; use an https URL, or another client");
	}

	private static String target(@Nullable String scheme, @Nullable String host) {
		// never the whole URL: its query may hold secrets
		return (scheme != null) ? "'" + PrintableText.of(scheme + "://" + host) + "'" : "a URL without a scheme";
	}

}
