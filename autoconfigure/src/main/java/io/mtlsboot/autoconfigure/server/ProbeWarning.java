package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Warns once the port is open that the kubelet cannot call it.
 */
final class ProbeWarning implements ApplicationListener<WebServerInitializedEvent> {

	private static final Log logger = LogFactory.getLog(ProbeWarning.class);

	private final MtlsProperties.Mode mode;

	ProbeWarning(MtlsProperties.Mode mode) {
		this.mode = mode;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		logger.warn("Kubernetes probes have no client certificate and "
				+ ((this.mode == MtlsProperties.Mode.STRICT) ? "are" : "will be, in the mode strict,")
				+ " refused on port " + event.getWebServer().getPort() + ", which serves the application and Actuator. "
				+ "Give Actuator a port of its own with 'management.server.port' and let it speak plain HTTP with "
				+ "'management.server.ssl.enabled: false'.");
	}

}
