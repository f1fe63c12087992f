package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import org.apache.catalina.Engine;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLUtil;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import reactor.netty.http.HttpProtocol;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Attacks on the TLS of a port by code in the same application. Invariants I1 and I9:
 * either the application does not start, or it goes on with our TLS.
 */
class HostileCustomizerIntegrationTests {

	@Test
	void verifyWhenCustomizerAddsHostConfigWithCertificateVerificationNoneThenDoesNotStart() {
		requireRefusedStart(TestApplication.SERVLET_TOMCAT, VerificationNone.class,
				"a TLS configuration of somebody else");
	}

	@Test
	void verifyWhenListenerSetsCertificateVerificationNoneBeforeStartThenDoesNotStart() {
		requireRefusedStart(TestApplication.SERVLET_TOMCAT, VerificationNoneLater.class, "certificateVerification");
	}

	@Test
	void verifyWhenListenerSetsAnotherContextBeforeStartThenDoesNotStart() {
		requireRefusedStart(TestApplication.SERVLET_TOMCAT, AnotherContext.class, "another SSLContext");
	}

	@Test
	void verifyWhenListenerReplacesTheHostConfigBeforeStartThenDoesNotStart() {
		requireRefusedStart(TestApplication.SERVLET_TOMCAT, AnotherHostConfig.class,
				"a TLS configuration of somebody else");
	}

	@Test
	void verifyWhenListenerSwitchesTlsOffBeforeStartThenDoesNotStart() {
		requireRefusedStart(TestApplication.SERVLET_TOMCAT, TlsOff.class, "SSLEnabled 'false'");
	}

	@Test
	void verifyWhenListenerSetsAnotherTlsImplementationBeforeStartThenDoesNotStart() {
		requireRefusedStart(TestApplication.SERVLET_TOMCAT, AnotherImplementation.class, "sslImplementationName");
	}

	@Test
	void verifyWhenCustomizerSetsSslOfTheFactoryThenDoesNotStart() {
		requireRefusedStart(TestApplication.SERVLET_TOMCAT, FactorySsl.class, "setSsl");
	}

	@Test
	void verifyWhenConnectorIsAddedDuringTheStartThenDoesNotStart() {
		requireRefusedStart(TestApplication.SERVLET_TOMCAT, LateConnector.class, "added too late");
	}

	@Test
	void verifyWhenAnotherServerCustomizerOfNettyRemovesTlsThenItIsPutBack() {
		try (var application = TestApplication.REACTIVE_NETTY.run(NettyWithoutTls.class)) {
			requireVerifiedCallersOnly(TestApplication.port(application));
		}
	}

	@Test
	void verifyWhenNettyLosesItsTlsAfterAllCustomizersThenDoesNotStart() {
		try (var application = TestApplication.REACTIVE_NETTY.run()) {
			NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory(0);
			application.getBean(NettyProtection.class).protect(factory);
			factory.addServerCustomizers((server) -> server.noSSL().protocol(HttpProtocol.HTTP11));
			WebServer server = factory.getWebServer((request, response) -> response.setComplete());
			assertThatException().isThrownBy(server::start)
				.havingRootCause()
				.isInstanceOf(MtlsConfigurationException.class);
			assertThat(server.getPort()).isEqualTo(-1);
		}
	}

	@Test
	void verifyWhenCustomizersOfTheFactoryAreReplacedThenTheOneThatProtectsStillRuns() {
		try (var application = TestApplication.SERVLET_TOMCAT.run(NoCustomizers.class)) {
			requireVerifiedCallersOnly(TestApplication.port(application));
		}
	}

	@Test
	void verifyWhenHostConfigIsReplacedWhileThePortIsOpenThenOursGoesOnServing() {
		try (var application = TestApplication.SERVLET_TOMCAT.run()) {
			AbstractHttp11Protocol<?> protocol = protocol(connector(application));
			requireRefused(() -> protocol.addSslHostConfig(hostConfig(), true));
			requireRefused(() -> certificate(protocol).setSslContext(anotherContext()));
			protocol.findSslHostConfigs()[0].setCertificateVerification("required");
			requireRefused(() -> protocol.findSslHostConfigs()[0].setCertificateVerification("optional"));
			requireRefused(() -> protocol.findSslHostConfigs()[0].addCertificate(certificate(protocol)));
			protocol.reloadSslHostConfigs();
			requireVerifiedCallersOnly(TestApplication.port(application));
		}
	}

	@Test
	void verifyWhenBootsReloadHandlerUpdatesTheConnectorThenOursGoesOnServing() {
		try (var application = TestApplication.SERVLET_TOMCAT.run()) {
			SslConnectorCustomizer reload = new SslConnectorCustomizer(LogFactory.getLog(getClass()),
					connector(application), Ssl.ClientAuth.NONE);
			requireRefused(() -> reload.update(null, bundle()));
			requireVerifiedCallersOnly(TestApplication.port(application));
		}
	}

	@Test
	void verifyWhenBundleIsUpdatedThenOurContextIsNotReplaced() {
		try (var application = TestApplication.SERVLET_TOMCAT.run()) {
			SSLHostConfig before = protocol(connector(application)).findSslHostConfigs()[0];
			SslBundleRegistry bundles = application.getBean(SslBundleRegistry.class);
			bundles.registerBundle("web", bundle());
			bundles.updateBundle("web", bundle());
			bundles.updateBundle("mtls", bundle());
			assertThat(protocol(connector(application)).findSslHostConfigs()).containsExactly(before);
			requireVerifiedCallersOnly(TestApplication.port(application));
		}
	}

	private static void requireRefusedStart(TestApplication kind, Class<?> attack, String found) {
		assertThatException().isThrownBy(() -> kind.run(attack).close())
			.havingRootCause()
			.isInstanceOf(MtlsConfigurationException.class)
			.satisfies(
					(ex) -> assertThat(ex.getMessage() + ((MtlsConfigurationException) ex).action()).contains(found));
	}

	private static void requireRefused(ThrowingCallable attack) {
		assertThatException().isThrownBy(attack)
			.satisfies((ex) -> assertThat(Stream.iterate((Throwable) ex, Objects::nonNull, Throwable::getCause))
				.anyMatch((cause) -> cause instanceof MtlsConfigurationException));
	}

	private static void requireVerifiedCallersOnly(int port) {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Caller.withoutCertificate().get(port));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Caller.with(TestPki.FOREIGN).get(port));
		assertThat(answer(port)).isEqualTo("hello");
	}

	private static String answer(int port) {
		try {
			return Caller.with(TestPki.WEB).get(port).body();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Connector connector(ConfigurableApplicationContext application) {
		return ((TomcatWebServer) ((WebServerApplicationContext) application).getWebServer()).getTomcat()
			.getConnector();
	}

	private static AbstractHttp11Protocol<?> protocol(Connector connector) {
		return (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
	}

	private static SSLHostConfigCertificate certificate(AbstractHttp11Protocol<?> protocol) {
		return protocol.findSslHostConfigs()[0].getCertificates().iterator().next();
	}

	private static org.apache.tomcat.util.net.SSLContext anotherContext() {
		return SSLUtil.createSSLContext(TestPki.callerContext(TestPki.SERVER), TestPki.keyManager(TestPki.SERVER),
				TestPki.trustManager());
	}

	private static SSLHostConfig hostConfig() {
		SSLHostConfig hostConfig = new SSLHostConfig();
		hostConfig.setCertificateVerification("none");
		SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(hostConfig,
				SSLHostConfigCertificate.Type.UNDEFINED);
		certificate.setSslContext(anotherContext());
		hostConfig.addCertificate(certificate);
		return hostConfig;
	}

	private static SslBundle bundle() {
		return SslBundle.of(
				SslStoreBundle.of(TestPki.SERVER.keyStore("PKCS12", new char[0], "web"), "", TestPki.CA.trustStore()),
				SslBundleKey.NONE, SslOptions.NONE);
	}

	private static void beforeStart(Connector connector, Runnable attack) {
		connector.addLifecycleListener((event) -> {
			if (Lifecycle.BEFORE_INIT_EVENT.equals(event.getType())) {
				// So that it comes after whatever the others have added
				connector.addLifecycleListener((later) -> {
					if (Lifecycle.BEFORE_START_EVENT.equals(later.getType())) {
						attack.run();
					}
				});
			}
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class VerificationNone {

		@Bean
		TomcatConnectorCustomizer attack() {
			return (connector) -> {
				protocol(connector).setSSLEnabled(true);
				connector.addSslHostConfig(hostConfig());
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class VerificationNoneLater {

		@Bean
		TomcatConnectorCustomizer attack() {
			return (connector) -> beforeStart(connector,
					() -> protocol(connector).findSslHostConfigs()[0].setCertificateVerification("none"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherContext {

		@Bean
		TomcatConnectorCustomizer attack() {
			return (connector) -> beforeStart(connector,
					() -> certificate(protocol(connector)).setSslContext(anotherContext()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherHostConfig {

		@Bean
		TomcatConnectorCustomizer attack() {
			return (connector) -> beforeStart(connector,
					() -> protocol(connector).addSslHostConfig(hostConfig(), true));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TlsOff {

		@Bean
		TomcatConnectorCustomizer attack() {
			return (connector) -> beforeStart(connector, () -> protocol(connector).setSSLEnabled(false));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherImplementation {

		@Bean
		TomcatConnectorCustomizer attack() {
			return (connector) -> beforeStart(connector, () -> protocol(connector)
				.setSslImplementationName("org.apache.tomcat.util.net.jsse.JSSEImplementation"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactorySsl {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatWebServerFactory> attack() {
			return (factory) -> factory.setSsl(Ssl.forBundle("web"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LateConnector {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> attack() {
			return (factory) -> factory.addContextCustomizers((context) -> context.addLifecycleListener((event) -> {
				if (Lifecycle.CONFIGURE_START_EVENT.equals(event.getType())) {
					Connector plain = new Connector();
					plain.setPort(0);
					((Engine) context.getParent().getParent()).getService().addConnector(plain);
				}
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoCustomizers {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatWebServerFactory> attack() {
			return (factory) -> {
				factory.setContextCustomizers(List.of());
				factory.setConnectorCustomizers(List.of());
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NettyWithoutTls {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		NettyServerCustomizer attack() {
			return (server) -> server.noSSL();
		}

	}

}
