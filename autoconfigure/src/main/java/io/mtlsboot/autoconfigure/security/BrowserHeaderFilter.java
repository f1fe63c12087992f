package io.mtlsboot.autoconfigure.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;

/**
 * Sends the headers of Spring Security, which tell a browser what it must not do, to
 * whoever may be a browser. To a service they say nothing, and would be more than all of
 * a small response.
 */
final class BrowserHeaderFilter implements Filter {

	// Those that Spring Security sends if it is told nothing
	private final Filter headers = new HeaderWriterFilter(
			List.of(new XContentTypeOptionsHeaderWriter(), new XXssProtectionHeaderWriter(),
					new CacheControlHeadersWriter(), new HstsHeaderWriter(), new XFrameOptionsHeaderWriter()));

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (BrowserHeaders.mayBeIn(unguarded((HttpServletRequest) request))) {
			this.headers.doFilter(request, response, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	// The firewall matches each header with regular expressions, which is for those who
	// use its value
	private static HttpServletRequest unguarded(HttpServletRequest request) {
		return (request instanceof FirewalledRequest guarded) ? (HttpServletRequest) guarded.getRequest() : request;
	}

}
