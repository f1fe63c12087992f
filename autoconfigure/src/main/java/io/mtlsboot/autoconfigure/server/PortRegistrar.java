package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsListeners.Listener;
import io.mtlsboot.autoconfigure.MtlsProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Notes the port of its own context when it is open.
 *
 * @param context the context; events of its children also arrive here
 * @param name what the port serves
 * @param listeners where open ports are noted
 * @param properties the mode of the port
 */
record PortRegistrar(ApplicationContext context, String name, MtlsListeners listeners,
		MtlsProperties properties) implements ApplicationListener<WebServerInitializedEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(PortRegistrar.class);

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (event.getApplicationContext() == this.context) {
			OpenPorts.of(event.getWebServer()).forEach(this::register);
		}
	}

	private void register(int port) {
		MtlsProperties.Server server = this.properties.server();
		this.listeners.add(new Listener(this.name, port, server.mode()));
		if (server.observes()) {
			logger.warn("Port " + port + " only observes until " + server.observe().end()
					+ ": it admits plain HTTP, TLS without a certificate and TLS with any certificate, and only "
					+ "callers that are verified have an identity. Set 'mtls.server.mode: strict' as soon as all are");
		}
	}

	// Before whoever looks at the open ports
	@Override
	public int getOrder() {
		return 0;
	}

}
