package io.mtlsboot.autoconfigure.server;

import java.util.Arrays;
import java.util.List;

import org.apache.catalina.connector.Connector;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.util.ClassUtils;

/**
 * The ports of a web server, those of additional connectors included.
 */
final class OpenPorts {

	private static final boolean HAS_TOMCAT = ClassUtils.isPresent("org.springframework.boot.tomcat.TomcatWebServer",
			OpenPorts.class.getClassLoader());

	private OpenPorts() {
	}

	static List<Integer> of(WebServer webServer) {
		return (HAS_TOMCAT && webServer instanceof TomcatWebServer tomcat) ? connectors(tomcat)
				: List.of(webServer.getPort());
	}

	private static List<Integer> connectors(TomcatWebServer tomcat) {
		Connector[] connectors = tomcat.getTomcat().getService().findConnectors();
		return Arrays.stream(connectors).map(Connector::getLocalPort).toList();
	}

}
