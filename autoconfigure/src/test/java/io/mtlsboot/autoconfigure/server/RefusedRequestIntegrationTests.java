package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.autoconfigure.server.LiveCaller.Answer;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.trust.RejectionReason;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that was accepted once must not outlive its trust.
 */
class RefusedRequestIntegrationTests {

	/** So long that it is the request that ends the connection. */
	private static final String WINDOW = "mtls.server.drain-window=1h";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@ParameterizedTest
	@EnumSource
	void attackOnKeptConnectionOfDroppedCa(TestApplication kind) throws IOException {
		try (var application = kind.run(LiveApplication.class, WINDOW)) {
			int port = TestApplication.port(application);
			List<LiveCaller> dropped = callers(LiveApplication.OTHER, port);
			List<LiveCaller> kept = callers(TestPki.WEB, port);
			LiveApplication.dropOtherCa(application);
			for (LiveCaller caller : dropped) {
				requireRefused(application, caller, RejectionReason.ISSUER_UNKNOWN);
			}
			for (LiveCaller caller : kept) {
				assertThat(caller.get("/hello").body()).isEqualTo("hello");
				assertThat(caller.isTold()).isFalse();
				caller.close();
			}
			assertThat(LiveApplication.of(application).seen()).containsOnly("before").hasSize(8);
			assertThat(LiveApplication.of(application).refused()).hasSize(4)
				.containsOnly(RejectionReason.ISSUER_UNKNOWN);
			requireToldOnceEach(application, LiveApplication.OTHER, 4);
		}
	}

	// All kinds at the same time, since they have to wait
	@Test
	void attackOnKeptConnectionWithExpiredCertificate() throws IOException {
		try (var servlet = TestApplication.SERVLET_TOMCAT.run(LiveApplication.class, WINDOW);
				var reactive = TestApplication.REACTIVE_TOMCAT.run(LiveApplication.class, WINDOW);
				var netty = TestApplication.REACTIVE_NETTY.run(LiveApplication.class, WINDOW)) {
			// Long enough for all to connect, and shorter than Tomcat keeps who is idle
			Instant notAfter = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
			Map<ConfigurableApplicationContext, List<LiveCaller>> all = new LinkedHashMap<>();
			for (ConfigurableApplicationContext each : List.of(servlet, reactive, netty)) {
				all.put(each, callers(LiveApplication.expiring(notAfter), TestApplication.port(each)));
			}
			// A certificate knows whole seconds, and its last one counts
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> Instant.now().isAfter(notAfter.plusSeconds(1)));
			for (ConfigurableApplicationContext each : all.keySet()) {
				for (LiveCaller caller : all.get(each)) {
					requireRefused(each, caller, RejectionReason.EXPIRED);
				}
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void attackOnKeptConnectionOfManagementPort(TestApplication kind) throws IOException {
		try (var application = kind.run(LiveApplication.class, WINDOW, "management.server.port=0")) {
			int port = TestApplication.managementPort(application);
			LiveCaller caller = LiveCaller.connect(false, LiveApplication.OTHER, port, "TLSv1.3");
			assertThat(caller.get("/actuator/health").status()).isEqualTo(200);
			LiveApplication.dropOtherCa(application);
			requireRefused(application, caller, RejectionReason.ISSUER_UNKNOWN);
		}
	}

	@Test
	void attackOnKeptConnectionOfAdditionalConnector() throws IOException {
		try (var application = TestApplication.SERVLET_TOMCAT.run(AdditionalConnector.class, WINDOW)) {
			Connector[] connectors = ((TomcatWebServer) ((WebServerApplicationContext) application).getWebServer())
				.getTomcat()
				.getService()
				.findConnectors();
			LiveCaller caller = LiveCaller.connect(false, LiveApplication.OTHER, connectors[1].getLocalPort(),
					"TLSv1.3");
			assertThat(caller.get("/hello").status()).isEqualTo(200);
			LiveApplication.dropOtherCa(application);
			requireRefused(application, caller, RejectionReason.ISSUER_UNKNOWN);
		}
	}

	@Test
	void verifyWhenValveOfSomebodyElseThenOursComesFirst() throws IOException {
		try (var application = TestApplication.SERVLET_TOMCAT.run(ForeignValve.class, WINDOW)) {
			LiveCaller caller = LiveCaller.connect(false, LiveApplication.OTHER, TestApplication.port(application),
					"TLSv1.3");
			assertThat(caller.get("/hello").headers()).containsEntry("x-seen", "yes");
			LiveApplication.dropOtherCa(application);
			assertThat(caller.get("/hello").headers()).doesNotContainKey("x-seen");
		}
	}

	private static List<LiveCaller> callers(IssuedCertificate certificate, int port) throws IOException {
		List<LiveCaller> callers = new ArrayList<>();
		for (String tls : List.of("TLSv1.2", "TLSv1.3")) {
			for (boolean http2 : List.of(false, true)) {
				LiveCaller caller = LiveCaller.connect(http2, certificate, port, tls);
				assertThat(caller.exchange("POST", "/seen", "before").body()).isEqualTo("seen");
				callers.add(caller);
			}
		}
		return callers;
	}

	private static void requireRefused(ConfigurableApplicationContext application, LiveCaller caller,
			RejectionReason reason) throws IOException {
		Answer answer = caller.exchange("POST", "/seen", "after");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.headers()).containsEntry("content-type", "application/problem+json")
			.containsEntry("www-authenticate", "ClientCertificate");
		assertThat(answer.body()).contains("\"status\":401", "\"reason\":\"" + reason + "\"")
			.doesNotContain("CN=", "notAfter");
		caller.awaitEnd();
		assertThat(caller.isTold()).isTrue();
		assertThat(LiveApplication.of(application).seen()).doesNotContain("after");
		caller.close();
	}

	private static void requireToldOnceEach(ConfigurableApplicationContext application, IssuedCertificate certificate,
			int times) {
		List<HandshakeFailure> told = application.getBean(RecordingListener.class).distrusted();
		assertThat(told).hasSize(times).allSatisfy((failure) -> {
			assertThat(failure.reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
			assertThat(failure.presented()).startsWith(certificate.certificate());
			assertThat(failure.peer()).isEqualTo("127.0.0.1");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@Import(LiveApplication.class)
	static class AdditionalConnector {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> additionalConnector() {
			return (factory) -> {
				Connector connector = new Connector();
				connector.setPort(0);
				connector.setProperty("address", "127.0.0.1");
				factory.addAdditionalConnectors(connector);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(LiveApplication.class)
	static class ForeignValve {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> foreignValve() {
			return (factory) -> factory.addEngineValves(new ValveBase(true) {

				@Override
				public void invoke(Request request, Response response) throws IOException, ServletException {
					response.setHeader("X-Seen", "yes");
					getNext().invoke(request, response);
				}

			});
		}

	}

}
