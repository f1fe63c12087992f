package io.mtlsboot.benchmarks.filter;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/**
 * A request of a service with what filters ask for, and as cheap as that can be had.
 */
final class MinimalRequest extends HttpServletRequestWrapper {

	private static final HttpServletRequest NOTHING = Absent.object(HttpServletRequest.class);

	private static final Map<String, String> HEADERS = Map.of("host", "orders:8443", "user-agent", "service/1.0",
			"accept", "*/*");

	private final Map<String, Object> attributes = new HashMap<>();

	MinimalRequest() {
		super(NOTHING);
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		if (value == null) {
			this.attributes.remove(name);
		}
		else {
			this.attributes.put(name, value);
		}
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.remove(name);
	}

	@Override
	public @Nullable String getHeader(String name) {
		return HEADERS.get(name.toLowerCase(Locale.ROOT));
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		String value = getHeader(name);
		return (value != null) ? Collections.enumeration(Collections.singleton(value)) : Collections.emptyEnumeration();
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return Collections.enumeration(HEADERS.keySet());
	}

	@Override
	public String getMethod() {
		return "GET";
	}

	@Override
	public String getRequestURI() {
		return "/orders";
	}

	@Override
	public StringBuffer getRequestURL() {
		return new StringBuffer("https://orders:8443/orders");
	}

	@Override
	public String getContextPath() {
		return "";
	}

	@Override
	public String getServletPath() {
		return "/orders";
	}

	@Override
	public HttpServletMapping getHttpServletMapping() {
		return Mapping.DEFAULT;
	}

	@Override
	public @Nullable String getPathInfo() {
		return null;
	}

	@Override
	public @Nullable String getQueryString() {
		return null;
	}

	@Override
	public String getScheme() {
		return "https";
	}

	@Override
	public String getServerName() {
		return "orders";
	}

	@Override
	public int getServerPort() {
		return 8443;
	}

	@Override
	public int getLocalPort() {
		return 8443;
	}

	@Override
	public String getRemoteAddr() {
		return "192.0.2.1";
	}

	@Override
	public boolean isSecure() {
		return true;
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	@Override
	public @Nullable HttpSession getSession(boolean create) {
		return null;
	}

	@Override
	public @Nullable String getRequestedSessionId() {
		return null;
	}

	@Override
	public @Nullable String changeSessionId() {
		return null;
	}

	/**
	 * The dispatcher servlet serves everything.
	 */
	private enum Mapping implements HttpServletMapping {

		DEFAULT;

		@Override
		public String getMatchValue() {
			return "";
		}

		@Override
		public String getPattern() {
			return "/";
		}

		@Override
		public String getServletName() {
			return "dispatcherServlet";
		}

		@Override
		public MappingMatch getMappingMatch() {
			return MappingMatch.DEFAULT;
		}

	}

}
