package io.mtlsboot.autoconfigure.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.identity.IdentityExtractor;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.Service;
import org.apache.catalina.Valve;
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

	private final LiveTrust trust;

	private final ConnectionPatrol patrol;

	private final IdentityExtractor identities;

	TomcatProtection(MtlsContexts contexts, ServerSettings settings, LiveTrust trust, ConnectionPatrol patrol,
			IdentityExtractor identities) {
		this.contexts = contexts;
		this.settings = settings;
		this.trust = trust;
		this.patrol = patrol;
		this.identities = identities;
	}

	@Override
	public boolean supports(WebServerFactory factory) {
		return factory instanceof TomcatWebServerFactory;
	}

	@Override
	public void protect(WebServerFactory factory) {
		TomcatWebServerFactory tomcat = (TomcatWebServerFactory) factory;
		if (TomcatWebServerFactory.DEFAULT_PROTOCOL.equals(tomcat.getProtocol())) {
			tomcat.setProtocol(MtlsHttp11Protocol.class.getName());
		}
		if (this.settings.http2()) {
			// By Boot itself, so that its customizers find the protocol
			Http2 http2 = new Http2();
			http2.setEnabled(true);
			tomcat.setHttp2(http2);
		}
		TrustValve valve = new TrustValve(this.trust, this.patrol, new AccessLogAttributes(this.identities));
		List<Valve> valves = new ArrayList<>(List.of(valve));
		valves.addAll(tomcat.getEngineValves());
		tomcat.setEngineValves(valves);
		tomcat.addContextCustomizers((context) -> protect(context, valve));
	}

	@Override
	public boolean isProtected(WebServer server) {
		return server instanceof TomcatWebServer tomcat
				&& this.protectedServices.contains(tomcat.getTomcat().getService());
	}

	private void protect(Context context, TrustValve valve) {
		StandardService service = serviceOf(context);
		requireFirst(service, valve);
		MtlsConnectorCustomizer customizer = new MtlsConnectorCustomizer(new TomcatSslContext(this.contexts::server),
				this.contexts.server().profile(), this.settings, this.trust);
		for (Connector connector : service.findConnectors()) {
			customizer.customize(connector);
			valve.add(connector);
			connector.addLifecycleListener((event) -> {
				if (Lifecycle.BEFORE_START_EVENT.equals(event.getType())) {
					requireFirst(service, valve);
				}
			});
		}
		service.addPropertyChangeListener((event) -> {
			if (event.getNewValue() instanceof Connector connector) {
				requireGuarded(service, connector);
			}
		});
		this.protectedServices.add(service);
	}

	private static void requireFirst(StandardService service, TrustValve valve) {
		Valve first = service.getContainer().getPipeline().getFirst();
		if (first != valve) {
			throw Refusals.connector(service.getName(), "'" + first + "' as the first valve of the engine",
					"the one that judges every request");
		}
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
