package io.mtlsboot.autoconfigure.security;

import java.util.List;

/**
 * Headers of which a browser sends at least one with every request across sites that can
 * change something.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, Origin</a>
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
 */
final class BrowserHeaders {

	static final List<String> NAMES = List.of("Origin", "Sec-Fetch-Site", "Cookie");

	private BrowserHeaders() {
	}

}
