package io.mtlsboot.benchmarks.filter;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A response that keeps its headers and is not sent.
 */
final class MinimalResponse extends HttpServletResponseWrapper {

	private static final HttpServletResponse NOTHING = Absent.object(HttpServletResponse.class);

	private final Map<String, String> headers = new HashMap<>();

	private int status = 200;

	MinimalResponse() {
		super(NOTHING);
	}

	@Override
	public boolean containsHeader(String name) {
		return this.headers.containsKey(name);
	}

	@Override
	public void setHeader(String name, String value) {
		this.headers.put(name, value);
	}

	@Override
	public void addHeader(String name, String value) {
		this.headers.put(name, value);
	}

	@Override
	public @Nullable String getHeader(String name) {
		return this.headers.get(name);
	}

	@Override
	public Collection<String> getHeaders(String name) {
		String value = this.headers.get(name);
		return (value != null) ? List.of(value) : List.of();
	}

	@Override
	public void setStatus(int status) {
		this.status = status;
	}

	@Override
	public int getStatus() {
		return this.status;
	}

	@Override
	public boolean isCommitted() {
		return false;
	}

}
