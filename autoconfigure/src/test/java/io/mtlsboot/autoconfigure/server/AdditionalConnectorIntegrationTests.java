package io.mtlsboot.autoconfigure.server;

import java.io.IOException;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for connectors that the application adds.
 */
class AdditionalConnectorIntegrationTests {

	@Test
	void verifyWhenConnectorIsAddedThenItAdmitsOnlyVerifiedCallers() throws IOException {
		try (var application = TestApplication.SERVLET_TOMCAT.run(PlainConnector.class)) {
			Connector[] connectors = ((TomcatWebServer) ((WebServerApplicationContext) application).getWebServer())
				.getTomcat()
				.getService()
				.findConnectors();
			assertThat(connectors).hasSize(2);
			for (Connector connector : connectors) {
				int port = connector.getLocalPort();
				assertThat(Caller.with(TestPki.WEB).get(port).body()).isEqualTo("hello");
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> Caller.withoutCertificate().get(port));
				assertThat(Caller.withoutCertificate().get("http", port, "/hello").statusCode()).isEqualTo(400);
			}
		}
	}

	@Test
	void verifyWhenConnectorCannotSpeakTlsThenDoesNotStart() {
		assertThatException().isThrownBy(() -> TestApplication.SERVLET_TOMCAT.run(AjpConnector.class).close())
			.havingRootCause()
			.isInstanceOf(MtlsConfigurationException.class)
			.withMessageContaining("a protocol without TLS");
	}

	private static Connector connector(String protocol) {
		Connector connector = new Connector(protocol);
		connector.setPort(0);
		connector.setProperty("address", "127.0.0.1");
		return connector;
	}

	@Configuration(proxyBeanMethods = false)
	static class PlainConnector {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> additionalConnector() {
			return (factory) -> factory.addAdditionalConnectors(connector("HTTP/1.1"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AjpConnector {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> additionalConnector() {
			return (factory) -> factory.addAdditionalConnectors(connector("AJP/1.3"));
		}

	}

}
