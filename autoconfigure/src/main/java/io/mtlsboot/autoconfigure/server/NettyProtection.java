package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsContexts;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;
import reactor.netty.tcp.SslProvider;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactory;

/**
 * Gives a Reactor Netty server our TLS.
 */
final class NettyProtection implements WebServerProtection {

	private final MtlsContexts contexts;

	private final ServerSettings settings;

	private final LiveTrust trust;

	private final ConnectionPatrol patrol;

	private volatile boolean applied;

	NettyProtection(MtlsContexts contexts, ServerSettings settings, LiveTrust trust, ConnectionPatrol patrol) {
		this.contexts = contexts;
		this.settings = settings;
		this.trust = trust;
		this.patrol = patrol;
	}

	@Override
	public boolean supports(WebServerFactory factory) {
		return factory instanceof NettyReactiveWebServerFactory;
	}

	@Override
	public void protect(WebServerFactory factory) {
		if (this.trust.observes()) {
			throw Refusals.observing("Reactor Netty", "embedded Tomcat");
		}
		((NettyReactiveWebServerFactory) factory).addServerCustomizers(this::secure);
	}

	@Override
	public boolean isProtected(WebServer server) {
		return server instanceof NettyWebServer && this.applied;
	}

	private HttpServer secure(HttpServer http) {
		NettySslContext context = new NettySslContext(this.contexts::server, this.settings.http2());
		NettyConnections connections = new NettyConnections(this.trust, this.patrol);
		this.applied = true;
		return http.secure((spec) -> spec.sslContext(context))
			.protocol(protocols())
			.doOnChannelInit((observer, channel, address) -> NettyHandshakeHandler.addTo(channel, connections))
			.doOnConnection(connections::guard)
			.doOnBind((config) -> {
				requireOurs(config, context);
				this.patrol.add(connections);
			})
			.doOnUnbound((server) -> this.patrol.remove(connections));
	}

	private HttpProtocol[] protocols() {
		return this.settings.http2() ? new HttpProtocol[] { HttpProtocol.H2, HttpProtocol.HTTP11 }
				: new HttpProtocol[] { HttpProtocol.HTTP11 };
	}

	private static void requireOurs(HttpServerConfig config, NettySslContext context) {
		SslProvider provider = config.sslProvider();
		if (provider == null || provider.getSslContext() != context) {
			throw Refusals.connector("reactor-netty", "a TLS configuration of somebody else", "that of 'mtls.server'");
		}
	}

}
