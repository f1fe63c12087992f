package io.mtlsboot.autoconfigure.server;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import io.mtlsboot.autoconfigure.MtlsContexts;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardService;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactory;

/**
 * Gives all connectors of an embedded Tomcat our TLS.
 * <p>
 * It is a customizer of the Tomcat context that does it: when that is called, all
 * connectors are there, also additional ones, and all their customizers have been called.
 */
final class TomcatProtection implements WebServerProtection {

	private final Set<Service> protectedServices = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final MtlsContexts contexts;

	private final ServerSettings settings;

	TomcatProtection(MtlsContexts contexts, ServerSettings settings) {
		this.contexts = contexts;
		this.settings = settings;
	}

	@Override
	public boolean supports(WebServerFactory factory) {
		return factory instanceof TomcatWebServerFactory;
	}

	@Override
	public void protect(WebServerFactory factory) {
		TomcatWebServerFactory tomcat = (TomcatWebServerFactory) factory;
		if (this.settings.http2()) {
			// By Boot itself, so that its customizers find the protocol
			Http2 http2 = new Http2();
			http2.setEnabled(true);
			tomcat.setHttp2(http2);
		}
		tomcat.addContextCustomizers(this::protect);
	}

	@Override
	public boolean isProtected(WebServer server) {
		return server instanceof TomcatWebServer tomcat
				&& this.protectedServices.contains(tomcat.getTomcat().getService());
	}

	private void protect(Context context) {
		StandardService service = serviceOf(context);
		MtlsConnectorCustomizer customizer = new MtlsConnectorCustomizer(new TomcatSslContext(this.contexts::server),
				this.contexts.server().profile(), this.settings);
		Arrays.stream(service.findConnectors()).forEach(customizer::customize);
		service.addPropertyChangeListener((event) -> {
			if (event.getNewValue() instanceof Connector connector) {
				requireGuarded(service, connector);
			}
		});
		this.protectedServices.add(service);
	}

	private static void requireGuarded(Service service, Connector connector) {
		if (Arrays.stream(connector.findLifecycleListeners())
			.noneMatch((listener) -> listener instanceof ConnectorGuard)) {
			service.removeConnector(connector);
			throw Refusals.connector(connector.toString(), "a connector that was added too late",
					"'addAdditionalConnectors' of the web server factory");
		}
	}

	private static StandardService serviceOf(Context context) {
		return (StandardService) ((Engine) context.getParent().getParent()).getService();
	}

}
