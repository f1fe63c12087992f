package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.autoconfigure.revocation.OcspResponder;
import io.mtlsboot.autoconfigure.rotation.Deadline;
import io.mtlsboot.devca.IssuedCertificate;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handshake that waits for a responder, on the event loop that all connections share.
 */
class WaitingHandshakeIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** Longer than a caller waits for an answer here. */
	private static final String TIMEOUT = "mtls.trust.revocation.ocsp.timeout=30s";

	@Test
	void attackOnEventLoopByResponderThatHangs() throws Exception {
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try (OcspResponder responder = OcspResponder.start(TestPki.CA, Duration.ofHours(1));
				var application = TestApplication.REACTIVE_NETTY.run(OneEventLoop.class,
						"mtls.trust.revocation.check=ocsp", "mtls.trust.revocation.scope=leaf",
						"mtls.trust.revocation.ocsp.responder=" + responder.uri(), TIMEOUT);
				LiveCaller verified = LiveCaller.connect(false, TestPki.WEB, TestApplication.port(application),
						"TLSv1.3")) {
			int port = TestApplication.port(application);
			String eventLoop = verified.get("/thread").body();
			responder.hang();
			Future<Integer> waiting = threads.submit(() -> Caller.with(TestPki.BATCH).get(port).statusCode());
			Deadline.soon(() -> responder.requests() == 2);
			for (int i = 0; i < 3; i++) {
				assertThat(verified.get("/thread").body()).isEqualTo(eventLoop);
			}
			assertThat(waiting.isDone()).isFalse();
			responder.release();
			assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(200);
			assertThat(threadOf(TestPki.BATCH, port)).isEqualTo(eventLoop);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static String threadOf(IssuedCertificate certificate, int port) throws IOException {
		try (LiveCaller caller = LiveCaller.connect(false, certificate, port, "TLSv1.3")) {
			return caller.get("/thread").body();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@RestController
	static class OneEventLoop {

		@GetMapping("/thread")
		Mono<String> thread() {
			return Mono.fromSupplier(() -> Thread.currentThread().getName());
		}

		@Bean
		ReactorResourceFactory oneEventLoop() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			factory.setLoopResourcesSupplier(() -> LoopResources.create("one", 1, 1, true));
			factory.setShutdownQuietPeriod(Duration.ZERO);
			return factory;
		}

	}

}
