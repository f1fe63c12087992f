package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsContexts;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of mutual TLS on the ports of Reactor Netty.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class)
@ConditionalOnClass({ WebServerFactory.class, HttpServer.class, NettyReactiveWebServerFactory.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnMtlsServer
public final class MtlsNettyServerAutoConfiguration {

	@Bean
	NettyProtection mtlsNettyProtection(MtlsContexts contexts, Environment environment, LiveTrust trust,
			ConnectionPatrol patrol) {
		return new NettyProtection(contexts, ServerSettings.of(environment), trust, patrol);
	}

}
