package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Mutual TLS on a management port of its own. The customizers of the application's port
 * have no effect in the context of that port, so that it needs our beans once more.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnMtlsServer
final class MtlsManagementServerConfiguration {

	@Bean
	ManagementSslNotice mtlsManagementSslNotice(ApplicationContext context) {
		return new ManagementSslNotice(context);
	}

	/**
	 * The same as on the application's port.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnManagementPortWithoutSslCondition.class)
	static final class SameAsServer {

		@Bean
		static WebServerFactoryGuard mtlsManagementServerFactoryGuard(ApplicationContext context,
				ObjectProvider<WebServerProtection> protections) {
			return new WebServerFactoryGuard(context, protections);
		}

		@Bean
		WebServerGuard mtlsManagementServerGuard(ApplicationContext context,
				ObjectProvider<WebServerProtection> protections) {
			return new WebServerGuard(context, protections);
		}

		@Bean
		PortRegistrar mtlsManagementPortRegistrar(ApplicationContext context, MtlsListeners listeners,
				MtlsProperties properties) {
			return new PortRegistrar(context, "management", listeners, properties);
		}

	}

}
