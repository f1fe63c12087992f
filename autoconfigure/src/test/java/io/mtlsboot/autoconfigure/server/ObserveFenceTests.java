package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Invariant I1: a port that admits everybody says so, says until when, and can.
 */
class ObserveFenceTests {

	private static final String OBSERVE = "mtls.server.mode=observe";

	private static final String UNTIL = "mtls.server.observe.until=";

	@Test
	void i1ObserveWithoutAnEndThenDoesNotStart() {
		requireRefused(TestApplication.SERVLET_TOMCAT, "'mtls.server.observe.until' is not set", OBSERVE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2020-01-31", "2020-01-31T12:00:00Z", "2020-01-31T12:00:00+02:00", "2020-01-31T12:00:00" })
	void i1ObserveAfterItsEndThenDoesNotStart(String until) {
		requireRefused(TestApplication.SERVLET_TOMCAT, "ended at '2020-0", OBSERVE, UNTIL + until);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "31.12.2099", "2099-02-30", "9999999999" })
	void i1ObserveUntilNobodyKnowsWhenThenDoesNotStart(String until) {
		requireRefused(TestApplication.SERVLET_TOMCAT, "'mtls.server.observe.until'", OBSERVE, UNTIL + until);
	}

	@Test
	void i1EndWithoutObserveThenDoesNotStart() {
		requireRefused(TestApplication.SERVLET_TOMCAT, "'mtls.server.mode' is not 'observe'", UNTIL + "2099-12-31");
	}

	@Test
	void verifyWhenServerCannotObserveThenDoesNotStart() {
		requireRefused(TestApplication.REACTIVE_NETTY, "found Reactor Netty", OBSERVE, UNTIL + "2099-12-31");
		requireRefused(AnotherConnector.class, "Http11NioProtocol", OBSERVE, UNTIL + "2099-12-31");
		requireRefused(Nio2.class, "Http11Nio2Protocol", OBSERVE, UNTIL + "2099-12-31");
	}

	private static void requireRefused(TestApplication kind, String expected, String... properties) {
		requireRefused(() -> kind.run(properties).close(), expected);
	}

	private static void requireRefused(Class<?> customizer, String expected, String... properties) {
		requireRefused(() -> TestApplication.SERVLET_TOMCAT.run(customizer, properties).close(), expected);
	}

	private static void requireRefused(Runnable start, String expected) {
		assertThatException().isThrownBy(start::run)
			.havingRootCause()
			.isInstanceOf(MtlsConfigurationException.class)
			.withMessageContaining(expected)
			.satisfies((ex) -> assertThat(((MtlsConfigurationException) ex).action()).contains("'mtls.server."));
	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherConnector {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> additionalConnector() {
			return (factory) -> factory.addAdditionalConnectors(new Connector());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nio2 {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> nio2() {
			return (factory) -> factory.setProtocol("org.apache.coyote.http11.Http11Nio2Protocol");
		}

	}

}
