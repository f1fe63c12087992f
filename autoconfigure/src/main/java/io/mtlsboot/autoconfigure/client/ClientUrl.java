package io.mtlsboot.autoconfigure.client;

import java.net.URI;
import java.net.URISyntaxException;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * The base URL of a client, as far as it is one: {@code https}, a host, no credentials,
 * no query and no fragment.
 *
 * @param value the URL
 */
record ClientUrl(URI value) {

	private static final String EXPECTED = "expected 'https://<host>[:<port>][/<path>]'";

	/**
	 * Parses the value of a property.
	 * @param property the name of the property
	 * @param url its value
	 * @return the URL
	 * @throws MtlsConfigurationException if it is not one that a client can call
	 */
	static ClientUrl parse(String property, @Nullable String url) {
		if (url == null || url.isBlank()) {
			throw refused("Property '" + property + "' is not set; " + EXPECTED, property);
		}
		URI uri = parseUri(property, url.trim());
		if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
			// the value is not repeated: it holds a password
			throw refused("Property '" + property + "' holds credentials; " + EXPECTED, property);
		}
		if (!isHttps(uri) || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
			throw refused("Property '" + property + "' is '" + withoutQuery(url) + "'; " + EXPECTED, property);
		}
		return new ClientUrl(uri);
	}

	static boolean isHttps(URI uri) {
		return "https".equalsIgnoreCase(uri.getScheme());
	}

	private static URI parseUri(String property, String url) {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			String shown = (url.indexOf('@') >= 0) ? "is not a URL" : "is '" + withoutQuery(url) + "'";
			throw refused("Property '" + property + "' " + shown + "; " + EXPECTED, property);
		}
	}

	// A query may hold a token
	private static String withoutQuery(String url) {
		int end = url.indexOf('?');
		return PrintableText.of((end >= 0) ? url.substring(0, end) + "?…" : url);
	}

	private static MtlsConfigurationException refused(String message, String property) {
		return new MtlsConfigurationException(message,
				"Set '" + property + "' to the base URL of the service, such as 'https://orders:8443'.");
	}

}
