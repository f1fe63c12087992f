package io.mtlsboot.autoconfigure.security;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What tells a browser from a service.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, Origin</a>
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
 */
final class BrowserHeaders {

	/**
	 * Headers of which a browser sends at least one with every request across sites that
	 * can change something.
	 */
	static final List<String> NAMES = List.of("Origin", "Sec-Fetch-Site", "Cookie");

	/** With which every browser begins, for the sake of servers of the last century. */
	private static final String BROWSER = "Mozilla/";

	private BrowserHeaders() {
	}

	/**
	 * Whether a request may come from a browser. It is no protection: whoever wants to
	 * can hide it, and gets less.
	 * @param request the request
	 * @return {@code false} if none of what browsers send is in it
	 */
	static boolean mayBeIn(HttpServletRequest request) {
		if (isBrowser(request.getHeader("User-Agent"))) {
			return true;
		}
		for (String name : NAMES) {
			if (request.getHeader(name) != null) {
				return true;
			}
		}
		return false;
	}

	static boolean isBrowser(@Nullable String userAgent) {
		return userAgent != null && userAgent.startsWith(BROWSER);
	}

}
