package io.mtlsboot.autoconfigure.server;

import java.util.Arrays;
import java.util.Set;

import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;

/**
 * Lets a connector start only if it still has our TLS.
 *
 * @param connector the connector
 */
record ConnectorGuard(Connector connector) implements LifecycleListener {

	private static final Set<String> EVENTS = Set.of(Lifecycle.BEFORE_INIT_EVENT, Lifecycle.BEFORE_START_EVENT,
			Lifecycle.AFTER_START_EVENT);

	@Override
	public void lifecycleEvent(LifecycleEvent event) {
		if (EVENTS.contains(event.getType())) {
			requireOurs();
		}
	}

	void requireOurs() {
		AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) this.connector.getProtocolHandler();
		require(protocol.isSSLEnabled(), "SSLEnabled 'false'", "'true'");
		require(MtlsSslImplementation.class.getName().equals(protocol.getSslImplementationName()),
				"sslImplementationName '" + protocol.getSslImplementationName() + "'",
				"'" + MtlsSslImplementation.class.getName() + "'");
		SSLHostConfig[] hostConfigs = protocol.findSslHostConfigs();
		require(Arrays.stream(hostConfigs).allMatch((hostConfig) -> hostConfig instanceof SealedHostConfig),
				"a TLS configuration of somebody else", "that of 'mtls.server'");
		require(Arrays.stream(hostConfigs)
			.anyMatch((hostConfig) -> hostConfig.getHostName().equals(protocol.getDefaultSSLHostConfigName())),
				"no TLS configuration for '" + protocol.getDefaultSSLHostConfigName() + "'", "that of 'mtls.server'");
	}

	private void require(boolean condition, String found, String expected) {
		if (!condition) {
			throw Refusals.connector(this.connector.toString(), found, expected);
		}
	}

}
