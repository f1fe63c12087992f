package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for settings and web servers that do not go with mutual TLS.
 */
class ServerContradictionTests {

	@ParameterizedTest
	@ValueSource(strings = { "server.ssl.bundle=web", "server.ssl.enabled=false", "server.ssl.client-auth=none",
			"server.ssl.key-store=web.p12", "server.ssl.server-name-bundles[0].bundle=web" })
	void verifyWhenServerSslIsConfiguredThenDoesNotStartAndNamesBothWaysOut(String property) {
		assertThatException().isThrownBy(() -> TestApplication.SERVLET_TOMCAT.run(property).close())
			.havingRootCause()
			.isInstanceOf(MtlsConfigurationException.class)
			.withMessageContaining("'" + property.substring(0, property.indexOf('=')) + "'")
			.satisfies((ex) -> assertThat(((MtlsConfigurationException) ex).action()).contains("Remove 'server.ssl.*'")
				.contains("'mtls.server.enabled: false'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "REACTIVE_TOMCAT", "REACTIVE_NETTY" })
	void verifyWhenServerSslIsConfiguredForWebFluxThenDoesNotStart(TestApplication kind) {
		assertThatException().isThrownBy(() -> kind.run("server.ssl.bundle=web").close())
			.havingRootCause()
			.isInstanceOf(MtlsConfigurationException.class)
			.withMessageContaining("'server.ssl.bundle'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mtls.server.drain-window=-1s", "mtls.server.max-connection-age=0s",
			"mtls.server.max-connection-age=-1s" })
	void verifyWhenConnectionLimitMakesNoSenseThenDoesNotStart(String property) {
		assertThatException().isThrownBy(() -> TestApplication.SERVLET_TOMCAT.run(property).close())
			.havingRootCause()
			.isInstanceOf(MtlsConfigurationException.class)
			.withMessageContaining("'" + property.substring(0, property.indexOf('=')) + "'");
	}

	@Test
	void verifyWhenPropertyIsFoundThenItsValueIsNotShown() {
		MockEnvironment environment = new MockEnvironment().withProperty("server.ssl.key-store-password", "hunter2");
		assertThatExceptionOfType(MtlsConfigurationException.class)
			.isThrownBy(() -> ServerSslProperties.requireNone(environment))
			.withMessageContaining("'server.ssl.key-store-password'")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hunter2"));
	}

	@Test
	void verifyWhenOnlyTheManagementPortHasSslThenIsNoContradiction() {
		MockEnvironment environment = new MockEnvironment().withProperty("management.server.ssl.enabled", "false")
			.withProperty("server.ssl-like.enabled", "true");
		assertThatCode(() -> ServerSslProperties.requireNone(environment)).doesNotThrowAnyException();
	}

	@Test
	void verifyWhenWebServerIsOfAnotherKindThenDoesNotStart() {
		assertThatException().isThrownBy(() -> TestApplication.SERVLET_TOMCAT.run(AnotherServer.class).close())
			.havingRootCause()
			.isInstanceOf(MtlsConfigurationException.class)
			.withMessageContaining("AnotherFactory")
			.withMessageContaining("expected embedded Tomcat or Reactor Netty");
	}

	@Test
	void verifyWhenApplicationIsDeployedToAnExternalContainerThenDoesNotStart() {
		try (var context = new AnnotationConfigServletWebServerApplicationContext()) {
			context.setServletContext(new MockServletContext());
			context.registerBean(WebServerGuard.class,
					() -> new WebServerGuard(context, context.getBeanProvider(WebServerProtection.class)));
			assertThatExceptionOfType(MtlsConfigurationException.class).isThrownBy(context::refresh)
				.withMessageContaining("external container");
		}
	}

	@Test
	void verifyWhenWebServerWasMadeWithoutProtectionThenIsRefusedBeforeItsPortOpens() {
		TestPort port = new TestPort();
		try (var application = TestApplication.SERVLET_TOMCAT.run();
				var context = new AnnotationConfigServletWebServerApplicationContext()) {
			context.registerBean(TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(0));
			context.registerBean(TomcatProtection.class, () -> application.getBean(TomcatProtection.class));
			context.registerBean(WebServerGuard.class,
					() -> new WebServerGuard(context, context.getBeanProvider(WebServerProtection.class)));
			context.addApplicationListener(port);
			assertThatExceptionOfType(MtlsConfigurationException.class).isThrownBy(context::refresh)
				.withMessageContaining("it was made without the TLS of 'mtls.server'");
			assertThat(port.open).isFalse();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherServer {

		@Bean
		AnotherFactory anotherFactory() {
			return new AnotherFactory();
		}

	}

	/**
	 * Stands for Jetty, and for whatever comes after it.
	 */
	static class AnotherFactory implements ServletWebServerFactory {

		@Override
		public WebServer getWebServer(ServletContextInitializer... initializers) {
			throw new AssertionError("Must not be asked for a web server");
		}

	}

	/**
	 * Sees whether a port was opened.
	 */
	static class TestPort implements ApplicationListener<WebServerInitializedEvent> {

		private boolean open;

		@Override
		public void onApplicationEvent(WebServerInitializedEvent event) {
			this.open = true;
		}

	}

}
