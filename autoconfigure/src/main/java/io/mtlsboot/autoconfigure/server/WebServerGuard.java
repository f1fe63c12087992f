package io.mtlsboot.autoconfigure.server;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Refuses a web server that none of our adapters has protected. It looks when the web
 * server is made and its ports are not open yet.
 *
 * @param context the context that the web server belongs to
 * @param protections what is known of web servers
 */
record WebServerGuard(ApplicationContext context,
		ObjectProvider<WebServerProtection> protections) implements SmartInitializingSingleton {

	@Override
	public void afterSingletonsInstantiated() {
		if (this.context instanceof WebServerApplicationContext webContext) {
			requireProtected(webContext.getWebServer());
		}
	}

	private void requireProtected(@Nullable WebServer server) {
		// A web application whose container started it has no web server of its own
		if (server == null) {
			throw Refusals.externalContainer();
		}
		if (this.protections.stream().noneMatch((protection) -> protection.isProtected(server))) {
			throw Refusals.unprotected(server.getClass());
		}
	}

}
