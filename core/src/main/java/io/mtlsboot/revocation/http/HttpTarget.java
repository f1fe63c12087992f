package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;

import io.mtlsboot.x509.PrintableText;

/**
 * Where a request goes. Nothing in it can end a line of the request or add one.
 *
 * @param host the host as the URI has it, an IPv6 address in brackets
 * @param port the port
 * @param path path and query
 * @param trusted whether the operator has named it, not a certificate or another server
 */
record HttpTarget(String host, int port, String path, boolean trusted) {

	static final int DEFAULT_PORT = 80;

	private static final int MAX_LENGTH = 2048;

	private static final int MAX_PORT = 0xFFFF;

	private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]");

	private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

	static HttpTarget of(URI uri, boolean trusted) throws IOException {
		String text = uri.toString();
		require(text.length() <= MAX_LENGTH && VISIBLE.matcher(text).matches(),
				"an URI of up to " + MAX_LENGTH + " printable ASCII characters", text);
		require("http".equalsIgnoreCase(uri.getScheme()), "an URI of scheme 'http'", text);
		String host = uri.getHost();
		if (host == null || !HOST.matcher(host).matches()) {
			throw unexpected("a host name or an address", text);
		}
		require(uri.getRawUserInfo() == null, "an URI without user information", text);
		int port = (uri.getPort() < 0) ? DEFAULT_PORT : uri.getPort();
		require(port > 0 && port <= MAX_PORT, "a port from 1 to 65535", text);
		String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
		String query = (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
		return new HttpTarget(host, port, path + query, trusted);
	}

	/**
	 * The host and, unless it is the default, the port.
	 * @return the value of the header {@code Host}
	 */
	String authority() {
		return (this.port == DEFAULT_PORT) ? this.host : this.host + ":" + this.port;
	}

	boolean isSameServer(HttpTarget other) {
		return this.port == other.port && this.host.equalsIgnoreCase(other.host);
	}

	private static void require(boolean met, String expected, String uri) throws IOException {
		if (!met) {
			throw unexpected(expected, uri);
		}
	}

	private static IOException unexpected(String expected, String uri) {
		return new IOException("expected " + expected + ", found '" + PrintableText.of(uri) + "'");
	}

}
