package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.trust.RejectionReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that asks for nothing must not outlive its trust either.
 */
class DrainWindowIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String WINDOW = "mtls.server.drain-window=2s";

	@ParameterizedTest
	@EnumSource
	void attackOnIdleConnectionOfDroppedCa(TestApplication kind) throws IOException {
		try (var application = kind.run(LiveApplication.class, WINDOW)) {
			int port = TestApplication.port(application);
			LiveApplication.believeBoth(application);
			List<LiveCaller> dropped = callers(LiveApplication.OTHER, port);
			List<LiveCaller> kept = callers(TestPki.WEB, port);
			LiveApplication.dropOtherCa(application);
			for (LiveCaller caller : dropped) {
				caller.awaitEnd();
			}
			assertThat(dropped).extracting(LiveCaller::isTold).containsExactly(false, false, true, true);
			for (LiveCaller caller : kept) {
				assertThat(caller.get("/hello").status()).isEqualTo(200);
				assertThat(caller.isTold()).isFalse();
				caller.close();
			}
			assertThat(LiveApplication.of(application).refused()).isEmpty();
			assertThat(application.getBean(RecordingListener.class).distrusted()).hasSize(4)
				.allSatisfy((failure) -> assertThat(failure.reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN));
		}
	}

	@ParameterizedTest
	@EnumSource
	void attackWithResponseThatNeverEnds(TestApplication kind) throws IOException {
		try (var application = kind.run(LiveApplication.class, "mtls.server.drain-window=0s")) {
			int port = TestApplication.port(application);
			LiveApplication.believeBoth(application);
			List<LiveCaller> dropped = new ArrayList<>();
			LiveCaller kept = LiveCaller.connect(false, TestPki.WEB, port, "TLSv1.3");
			for (String path : List.of("/endless", "/silent")) {
				for (boolean http2 : List.of(false, true)) {
					LiveCaller caller = LiveCaller.connect(http2, LiveApplication.OTHER, port, "TLSv1.3");
					caller.begin(path);
					caller.readSome();
					dropped.add(caller);
				}
			}
			LiveApplication.dropOtherCa(application);
			for (LiveCaller caller : dropped) {
				caller.awaitEnd();
			}
			assertThat(kept.get("/hello").status()).isEqualTo(200);
			kept.close();
			requireNothingLeft(application);
		}
	}

	@Test
	void attackWithReactiveWebSocketOfDroppedCa() throws Exception {
		try (var application = TestApplication.REACTIVE_NETTY.run(ReactiveWebSockets.class, WINDOW)) {
			requireWebSocketClosed(application);
		}
	}

	@Test
	void attackWithServletWebSocketOfDroppedCa() throws Exception {
		try (var application = TestApplication.SERVLET_TOMCAT.run(LiveApplication.class, WINDOW)) {
			ServerContainer container = (ServerContainer) ((ServletWebServerApplicationContext) application)
				.getServletContext()
				.getAttribute(ServerContainer.class.getName());
			container.addEndpoint(ServerEndpointConfig.Builder.create(Open.class, "/socket").build());
			requireWebSocketClosed(application);
		}
	}

	@ParameterizedTest
	@EnumSource
	void closeWhenApplicationEndsThenNothingIsLeft(TestApplication kind) throws IOException {
		// Those of the tests before are about to end
		Awaitility.await().atMost(PATIENCE).until(() -> patrols() == 0);
		try (var application = kind.run(LiveApplication.class)) {
			LiveCaller caller = LiveCaller.connect(false, TestPki.WEB, TestApplication.port(application), "TLSv1.3");
			assertThat(caller.get("/hello").status()).isEqualTo(200);
			assertThat(patrols()).isEqualTo(1);
			caller.close();
			requireNothingLeft(application);
		}
		Awaitility.await().atMost(PATIENCE).until(() -> patrols() == 0);
	}

	// HTTP/1.1 first, each over both versions of TLS
	private static List<LiveCaller> callers(IssuedCertificate certificate, int port) throws IOException {
		List<LiveCaller> callers = new ArrayList<>();
		for (boolean http2 : List.of(false, true)) {
			for (String tls : List.of("TLSv1.2", "TLSv1.3")) {
				LiveCaller caller = LiveCaller.connect(http2, certificate, port, tls);
				assertThat(caller.get("/hello").status()).isEqualTo(200);
				callers.add(caller);
			}
		}
		return callers;
	}

	private static void requireWebSocketClosed(ConfigurableApplicationContext application) throws Exception {
		Closing dropped = new Closing();
		Closing kept = new Closing();
		String url = "wss://localhost:" + TestApplication.port(application) + "/socket";
		open(LiveApplication.OTHER, url, dropped);
		WebSocket other = open(TestPki.WEB, url, kept);
		LiveApplication.dropOtherCa(application);
		assertThat(dropped.closed.get(20, TimeUnit.SECONDS)).isEqualTo("1008 ISSUER_UNKNOWN");
		assertThat(kept.closed).isNotDone();
		other.abort();
	}

	private static WebSocket open(IssuedCertificate certificate, String url, Closing listener) throws Exception {
		return HttpClient.newBuilder()
			.sslContext(TestPki.callerContext(certificate))
			.build()
			.newWebSocketBuilder()
			.buildAsync(URI.create(url), listener)
			.get(20, TimeUnit.SECONDS);
	}

	private static void requireNothingLeft(ConfigurableApplicationContext application) {
		ConnectionPatrol patrol = application.getBean(ConnectionPatrol.class);
		Awaitility.await().atMost(PATIENCE).until(() -> patrol.size() == 0);
	}

	private static long patrols() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals(ConnectionPatrol.THREAD))
			.count();
	}

	private static final class Closing implements WebSocket.Listener {

		private final CompletableFuture<String> closed = new CompletableFuture<>();

		@Override
		public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			this.closed.complete(status + " " + reason);
			return null;
		}

		@Override
		public void onError(WebSocket socket, Throwable error) {
			this.closed.complete(error.toString());
		}

	}

	/**
	 * Stays open.
	 */
	public static final class Open extends Endpoint {

		@Override
		public void onOpen(Session session, EndpointConfig config) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(LiveApplication.class)
	static class ReactiveWebSockets {

		@Bean
		HandlerMapping webSockets() {
			WebSocketHandler open = (session) -> session.receive().then(Mono.never());
			return new SimpleUrlHandlerMapping(Map.of("/socket", open), -1);
		}

	}

}
