package io.mtlsboot.autoconfigure.server;

import java.time.Clock;

import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.ObservedCallListener;
import io.mtlsboot.autoconfigure.ProbeConnections;
import io.mtlsboot.autoconfigure.RefusedRequestListener;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.jsse.PeerVerdicts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that lets the application open no port without mutual TLS.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class)
@ConditionalOnClass(WebServerFactory.class)
@ConditionalOnWebApplication
@ConditionalOnMtlsServer
public final class MtlsServerAutoConfiguration {

	@Bean
	static WebServerFactoryGuard mtlsWebServerFactoryGuard(ApplicationContext context,
			ObjectProvider<WebServerProtection> protections) {
		return new WebServerFactoryGuard(context, protections);
	}

	@Bean
	WebServerGuard mtlsWebServerGuard(ApplicationContext context, ObjectProvider<WebServerProtection> protections) {
		return new WebServerGuard(context, protections);
	}

	@Bean
	PortRegistrar mtlsPortRegistrar(ApplicationContext context, MtlsListeners listeners, MtlsProperties properties) {
		return new PortRegistrar(context, "server", listeners, properties);
	}

	@Bean
	LiveTrust mtlsLiveTrust(PeerVerdicts verdicts, MtlsProperties properties,
			ObjectProvider<HandshakeListener> connections, ObjectProvider<RefusedRequestListener> requests,
			ObjectProvider<ObservedCallListener> calls, ProbeConnections probes) {
		return new LiveTrust(verdicts, probes.hiddenFrom(HandshakeListener.all(connections.orderedStream().toList())),
				requests.orderedStream().toList(), calls.orderedStream().toList(), properties.server().mode(),
				ConnectionLimits.of(properties.server()), Clock.systemUTC());
	}

	@Bean
	QuietTime mtlsQuietTime() {
		return new QuietTime();
	}

	@Bean
	ConnectionPatrol mtlsConnectionPatrol(MtlsMaterials materials, QuietTime quiet) {
		return new ConnectionPatrol(materials, quiet);
	}

}
