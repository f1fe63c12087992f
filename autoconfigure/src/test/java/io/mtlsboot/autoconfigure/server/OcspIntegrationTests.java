package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtlsboot.autoconfigure.revocation.OcspResponder;
import io.mtlsboot.autoconfigure.rotation.Deadline;
import io.mtlsboot.autoconfigure.server.LiveCaller.Answer;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.trust.RejectionReason;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Callers whose certificates are known to a responder, in handshakes and on connections
 * that are open when it changes its mind.
 */
class OcspIntegrationTests {

	private static final Duration LONG = Duration.ofHours(1);

	/** So short that a test can see an answer being replaced. */
	private static final Duration SHORT = Duration.ofSeconds(5);

	@ParameterizedTest
	@EnumSource
	void attackWithRevokedCertificate(TestApplication kind) throws IOException {
		try (OcspResponder responder = OcspResponder.start(TestPki.CA, LONG);
				var application = run(kind, responder.uri())) {
			int port = TestApplication.port(application);
			responder.revoke(TestPki.BATCH);
			assertThat(Caller.with(TestPki.WEB).get(port).statusCode()).isEqualTo(200);
			requireRefused(application, TestPki.BATCH, RejectionReason.REVOKED);
			// The caller may see the alert before we have counted it
			Awaitility.await()
				.untilAsserted(() -> assertThat(application.getBean(MeterRegistry.class)
					.get("mtls.handshakes")
					.tags("side", "server", "result", "failed", "reason", "REVOKED")
					.timer()
					.totalTime(TimeUnit.NANOSECONDS)).isPositive());
			assertThat(Caller.with(TestPki.WEB).get(port).statusCode()).isEqualTo(200);
			assertThat(responder.requests()).as("one request for each certificate").isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenNobodyAnswersThenRefuses(TestApplication kind) throws IOException {
		try (var application = run(kind, OcspResponder.nobody())) {
			requireRefused(application, TestPki.WEB, RejectionReason.REVOCATION_UNKNOWN);
		}
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenNobodyAnswersAndUnknownIsAcceptedThenAccepts(TestApplication kind) throws IOException {
		try (var application = run(kind, OcspResponder.nobody(), "mtls.trust.revocation.on-unknown=accept")) {
			assertThat(Caller.with(TestPki.WEB).get(TestApplication.port(application)).statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void attackOnKeptConnectionWithRevokedCertificate(TestApplication kind) throws IOException {
		try (OcspResponder responder = OcspResponder.start(TestPki.CA, SHORT);
				var application = run(kind, responder.uri())) {
			List<LiveCaller> callers = callers(TestPki.WEB, TestApplication.port(application));
			responder.revoke(TestPki.WEB);
			Deadline.soon(() -> responder.revocations() > 0);
			for (LiveCaller caller : callers) {
				requireLost(caller);
			}
			requireRefused(application, TestPki.WEB, RejectionReason.REVOKED);
			assertThat(LiveApplication.of(application).refused()).hasSameSizeAs(callers)
				.containsOnly(RejectionReason.REVOKED);
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET_TOMCAT", "REACTIVE_NETTY" })
	void verifyWhenAnswersEndThenConnectionInUseGoesOn(TestApplication kind) throws IOException {
		try (OcspResponder responder = OcspResponder.start(TestPki.CA, SHORT);
				var application = run(kind, responder.uri());
				LiveCaller caller = LiveCaller.connect(false, TestPki.WEB, TestApplication.port(application),
						"TLSv1.3")) {
			// Beyond the end of the first answer, which the second is asked for before
			Deadline.soon(() -> {
				assertThat(caller.get("/hello").status()).isEqualTo(200);
				return responder.requests() >= 3;
			});
			assertThat(LiveApplication.of(application).refused()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET_TOMCAT", "REACTIVE_NETTY" })
	void attackServerSideRequestForgeryByResponderInCertificate(TestApplication kind) throws IOException {
		try (OcspResponder responder = OcspResponder.start(TestPki.CA, LONG)) {
			byte[] access = responder.access();
			IssuedCertificate caller = TestPki.CA.issue((leaf) -> leaf.subject("CN=web")
				.purposes(Purpose.CLIENT_AUTH)
				.extension("1.3.6.1.5.5.7.1.1", false, access));
			try (var application = kind.run(LiveApplication.class, "mtls.trust.revocation.check=ocsp",
					"mtls.trust.revocation.scope=leaf")) {
				requireRefused(application, caller, RejectionReason.REVOCATION_UNKNOWN);
			}
			assertThat(responder.requests()).isZero();
			try (var application = kind.run(LiveApplication.class, "mtls.trust.revocation.check=ocsp",
					"mtls.trust.revocation.scope=leaf", "mtls.trust.revocation.fetch.allowed-hosts=127.0.0.1")) {
				assertThat(Caller.with(caller).get(TestApplication.port(application)).statusCode()).isEqualTo(200);
			}
			assertThat(responder.requests()).isEqualTo(1);
		}
	}

	private static ConfigurableApplicationContext run(TestApplication kind, String responder, String... properties) {
		List<String> all = new ArrayList<>(List.of("mtls.trust.revocation.check=ocsp",
				"mtls.trust.revocation.scope=leaf", "mtls.trust.revocation.ocsp.responder=" + responder,
				// How long a slow machine may take, not how long anybody waits here
				"mtls.trust.revocation.ocsp.timeout=20s",
				// It would ask about our own certificate, too
				"mtls.self-proof.enabled=false",
				// So long that it is the request that ends the connection
				"mtls.server.drain-window=1h"));
		all.addAll(List.of(properties));
		return kind.run(LiveApplication.class, all.toArray(String[]::new));
	}

	private static List<LiveCaller> callers(IssuedCertificate certificate, int port) throws IOException {
		List<LiveCaller> callers = new ArrayList<>();
		for (boolean http2 : List.of(false, true)) {
			LiveCaller caller = LiveCaller.connect(http2, certificate, port, "TLSv1.3");
			assertThat(caller.get("/hello").status()).isEqualTo(200);
			callers.add(caller);
		}
		return callers;
	}

	private static void requireLost(LiveCaller caller) throws IOException {
		AtomicReference<Answer> last = new AtomicReference<>();
		// The answer of the responder may still be on its way
		Deadline.soon(() -> {
			last.set(caller.get("/hello"));
			return last.get().status() != 200;
		});
		assertThat(last.get().status()).isEqualTo(401);
		assertThat(last.get().body()).contains("\"reason\":\"REVOKED\"");
		caller.awaitEnd();
		assertThat(caller.isTold()).isTrue();
		caller.close();
	}

	private static void requireRefused(ConfigurableApplicationContext application, IssuedCertificate certificate,
			RejectionReason reason) {
		RecordingListener handshakes = application.getBean(RecordingListener.class);
		handshakes.clear();
		assertThatIOException().isThrownBy(() -> Caller.with(certificate).get(TestApplication.port(application)));
		assertThat(handshakes.nextReason()).isEqualTo(reason);
	}

}
