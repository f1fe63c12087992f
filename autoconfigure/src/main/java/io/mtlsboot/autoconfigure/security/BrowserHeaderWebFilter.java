package io.mtlsboot.autoconfigure.security;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.CacheControlServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CompositeServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ContentTypeOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.header.StrictTransportSecurityServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XXssProtectionServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * What {@link BrowserHeaderFilter} does for a servlet application.
 */
final class BrowserHeaderWebFilter implements WebFilter {

	// Those that Spring Security sends if it is told nothing
	private final WebFilter headers = new HttpHeaderWriterWebFilter(new CompositeServerHttpHeadersWriter(
			new CacheControlServerHttpHeadersWriter(), new ContentTypeOptionsServerHttpHeadersWriter(),
			new StrictTransportSecurityServerHttpHeadersWriter(), new XFrameOptionsServerHttpHeadersWriter(),
			new XXssProtectionServerHttpHeadersWriter()));

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return mayBeBrowser(exchange.getRequest().getHeaders()) ? this.headers.filter(exchange, chain)
				: chain.filter(exchange);
	}

	private static boolean mayBeBrowser(HttpHeaders headers) {
		if (BrowserHeaders.isBrowser(headers.getFirst(HttpHeaders.USER_AGENT))) {
			return true;
		}
		for (String name : BrowserHeaders.NAMES) {
			if (headers.containsHeader(name)) {
				return true;
			}
		}
		return false;
	}

}
