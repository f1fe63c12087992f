package io.mtlsboot.autoconfigure.server;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Says what it means that the management port has settings of its own.
 *
 * @param context the context of the management port
 */
record ManagementSslNotice(ApplicationContext context) implements ApplicationListener<WebServerInitializedEvent> {

	private static final Log logger = LogFactory.getLog(ManagementSslNotice.class);

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		Environment environment = this.context.getEnvironment();
		ServerSslProperties.management(environment)
			.ifPresent((found) -> logger.info("Management port " + event.getWebServer().getPort()
					+ meaning(environment.getProperty("management.server.ssl.enabled", Boolean.class, Boolean.TRUE))
					+ ", because of property " + found));
	}

	private static String meaning(boolean enabled) {
		return enabled
				? " has the TLS of 'management.server.ssl.*' and not that of 'mtls.server': a client certificate "
						+ "is required only with 'client-auth: need', and without a trust store of its own the JVM's public "
						+ "CAs are believed"
				: " speaks plain HTTP without mutual TLS";
	}

}
