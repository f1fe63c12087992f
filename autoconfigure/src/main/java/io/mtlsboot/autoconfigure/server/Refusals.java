package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;

/**
 * Why a port is not opened.
 */
final class Refusals {

	private static final String OR_DISABLE = "or set 'mtls.server.enabled: false' to serve without mutual TLS.";

	private Refusals() {
	}

	static MtlsConfigurationException unknownWebServer(Class<?> type) {
		return new MtlsConfigurationException(
				"Unable to protect the web server of type '" + type.getName()
						+ "': expected embedded Tomcat or Reactor Netty",
				"Use 'spring-boot-starter-tomcat' or 'spring-boot-starter-reactor-netty' as web server, " + OR_DISABLE);
	}

	static MtlsConfigurationException unprotected(Class<?> type) {
		return new MtlsConfigurationException(
				"Unable to open the ports of the web server of type '" + type.getName()
						+ "': it was made without the TLS of 'mtls.server'",
				"Let the web server be made by the 'WebServerFactory' bean and remove what replaces its customizers, "
						+ OR_DISABLE);
	}

	static MtlsConfigurationException externalContainer() {
		return new MtlsConfigurationException(
				"Unable to protect an application that is deployed to an external container: its ports are not ours",
				"Run the application with its embedded web server, " + OR_DISABLE);
	}

	static MtlsConfigurationException observing(String found, String expected) {
		return new MtlsConfigurationException(
				"Unable to observe with 'mtls.server.mode: observe': found " + found + ", expected " + expected
						+ ", which can tell plain HTTP and TLS apart",
				"Use " + expected + ", set 'mtls.server.mode: strict', " + OR_DISABLE);
	}

	static MtlsConfigurationException connections(String connector, Exception cause) {
		MtlsConfigurationException refusal = new MtlsConfigurationException(
				"Unable to look after the connections of the connector '" + connector + "': " + cause
						+ "; expected the endpoint of a protocol of Tomcat",
				"Use the version of Tomcat that comes with Spring Boot and its 'Http11NioProtocol', " + OR_DISABLE);
		refusal.initCause(cause);
		return refusal;
	}

	static MtlsConfigurationException connector(String connector, String found, String expected) {
		return new MtlsConfigurationException(
				"Unable to protect the connector '" + connector + "': found " + found + ", expected " + expected,
				"Remove the customizer or listener that changes the TLS of the connector, " + OR_DISABLE);
	}

}
