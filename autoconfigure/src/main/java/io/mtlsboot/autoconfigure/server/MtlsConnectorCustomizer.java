package io.mtlsboot.autoconfigure.server;

import java.util.Arrays;

import io.mtlsboot.jsse.TlsProfile;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http2.Http2Protocol;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/**
 * Gives a connector our TLS. It comes after all other customizers; what they left of TLS
 * is refused and not overwritten, because somebody wanted it.
 *
 * @param context the server's context
 * @param profile versions and cipher suites
 * @param settings what the user said about the server
 * @param trust is told of handshakes that fail
 */
record MtlsConnectorCustomizer(TomcatSslContext context, TlsProfile profile, ServerSettings settings,
		LiveTrust trust) implements TomcatConnectorCustomizer {

	// A handshake costs as much as some 30 requests: one in 100 requests, as Tomcat has
	// it,
	// is dear and one in 10000 is not. A limit remains, so that connections spread to new
	// instances.
	static final int REQUESTS_PER_CONNECTION = 10_000;

	@Override
	public void customize(Connector connector) {
		if (!(connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol)) {
			throw Refusals.connector(connector.toString(), "a protocol without TLS", "HTTP/1.1");
		}
		if (protocol.findSslHostConfigs().length > 0) {
			throw Refusals.connector(connector.toString(), "a TLS configuration of somebody else",
					"that of 'mtls.server'");
		}
		secure(connector, protocol);
		if (this.settings.http2() && Arrays.stream(protocol.findUpgradeProtocols())
			.noneMatch((upgrade) -> upgrade instanceof Http2Protocol)) {
			connector.addUpgradeProtocol(new Http2Protocol());
		}
		if (!this.settings.requestLimitConfigured()) {
			protocol.setMaxKeepAliveRequests(REQUESTS_PER_CONNECTION);
		}
		Arrays.stream(protocol.findUpgradeProtocols()).forEach(MtlsConnectorCustomizer::serveAfterGoAway);
		connector.addLifecycleListener(new ConnectorGuard(connector));
	}

	// A millisecond after GOAWAY Tomcat ignores what the caller sends, which cannot have
	// read it yet. In nanoseconds, although Tomcat does not say so
	private static void serveAfterGoAway(UpgradeProtocol upgrade) {
		long nanos = ConnectionWatch.FAREWELL_TRAVELS.toNanos();
		if (upgrade instanceof Http2Protocol http2 && http2.getDrainTimeout() < nanos) {
			http2.setDrainTimeout(nanos);
		}
	}

	private void secure(Connector connector, AbstractHttp11Protocol<?> protocol) {
		protocol.setSSLEnabled(true);
		protocol.setSslImplementationName(MtlsSslImplementation.class.getName());
		protocol
			.addSslHostConfig(new SealedHostConfig(protocol.getDefaultSSLHostConfigName(), this.context, this.profile));
		if (protocol instanceof MtlsHttp11Protocol ours) {
			ours.protect(this.trust);
		}
		else if (this.trust.observes()) {
			throw Refusals.observing("the protocol '" + protocol.getClass().getName() + "'",
					"'" + MtlsHttp11Protocol.class.getName() + "' for each connector of Tomcat");
		}
		connector.setScheme("https");
		connector.setSecure(true);
		// Otherwise Tomcat logs why an additional connector did not start and goes on
		connector.setThrowOnFailure(true);
	}

}
