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

	private volatile boolean applied;

	NettyProtection(MtlsContexts contexts, ServerSettings settings) {
		this.contexts = contexts;
		this.settings = settings;
	}

	@Override
	public boolean supports(WebServerFactory factory) {
		return factory instanceof NettyReactiveWebServerFactory;
	}

	@Override
	public void protect(WebServerFactory factory) {
		((NettyReactiveWebServerFactory) factory).addServerCustomizers(this::secure);
	}

	@Override
	public boolean isProtected(WebServer server) {
		return server instanceof NettyWebServer && this.applied;
	}

	private HttpServer secure(HttpServer server) {
		NettySslContext context = new NettySslContext(this.contexts::server, this.settings.http2());
		this.applied = true;
		return server.secure((spec) -> spec.sslContext(context))
			.protocol(protocols())
			.doOnChannelInit((observer, channel, address) -> NettyHandshakeHandler.addTo(channel))
			.doOnBind((config) -> requireOurs(config, context));
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
