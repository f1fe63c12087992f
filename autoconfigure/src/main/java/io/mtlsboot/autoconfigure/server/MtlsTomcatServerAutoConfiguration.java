package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.identity.IdentityExtractor;
import org.apache.catalina.startup.Tomcat;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of mutual TLS on the connectors of embedded Tomcat, servlet and
 * reactive.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class)
@ConditionalOnClass({ WebServerFactory.class, Tomcat.class, TomcatWebServerFactory.class })
@ConditionalOnWebApplication
@ConditionalOnMtlsServer
public final class MtlsTomcatServerAutoConfiguration {

	@Bean
	TomcatProtection mtlsTomcatProtection(MtlsContexts contexts, Environment environment, LiveTrust trust,
			ConnectionPatrol patrol, IdentityExtractor identities) {
		return new TomcatProtection(contexts, ServerSettings.of(environment), trust, patrol, identities);
	}

}
