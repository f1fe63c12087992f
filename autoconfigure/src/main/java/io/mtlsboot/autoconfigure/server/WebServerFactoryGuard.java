package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Protects the factory of the application's web server, or refuses it.
 * <p>
 * A post-processor and not a customizer of web server factories, because it must come
 * after all of those. A context that opens no port, such as that of a MockMvc test, is
 * left alone.
 *
 * @param context the context that the factory is in
 * @param protections what is known of web servers
 */
record WebServerFactoryGuard(ApplicationContext context,
		ObjectProvider<WebServerProtection> protections) implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof WebServerFactory factory && this.context instanceof WebServerApplicationContext) {
			ServerSslProperties.requireNone(this.context.getEnvironment());
			requireNoSsl(factory);
			protectionOf(factory).protect(factory);
		}
		return bean;
	}

	private static void requireNoSsl(WebServerFactory factory) {
		if (factory instanceof AbstractConfigurableWebServerFactory configurable
				&& Ssl.isEnabled(configurable.getSsl())) {
			throw new MtlsConfigurationException(
					"Unable to protect the web server: its factory has an 'Ssl' of its own, expected none beside "
							+ "'mtls.server'",
					"Remove the customizer that calls 'setSsl' on the web server factory, "
							+ "or set 'mtls.server.enabled: false'.");
		}
	}

	private WebServerProtection protectionOf(WebServerFactory factory) {
		return this.protections.orderedStream()
			.filter((protection) -> protection.supports(factory))
			.findFirst()
			.orElseThrow(() -> Refusals.unknownWebServer(factory.getClass()));
	}

}
