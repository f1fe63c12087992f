package io.mtlsboot.autoconfigure.server;

import org.springframework.core.env.Environment;

/**
 * What the user said about the server beside {@code mtls.*}.
 *
 * @param http2 whether HTTP/2 is offered; it is, unless it is switched off by name
 * @param requestLimitConfigured whether the number of requests on one connection was
 * chosen by the user
 */
record ServerSettings(boolean http2, boolean requestLimitConfigured) {

	static ServerSettings of(Environment environment) {
		return new ServerSettings(environment.getProperty("server.http2.enabled", Boolean.class, Boolean.TRUE),
				environment.containsProperty("server.tomcat.max-keep-alive-requests"));
	}

}
