package io.mtlsboot.autoconfigure.client;

import java.time.Duration;

import io.mtlsboot.autoconfigure.revocation.OcspResponder;
import io.mtlsboot.autoconfigure.rotation.Deadline;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A callee whose certificate is known to a responder, through every HTTP library on the
 * class path.
 */
class RevokedCalleeIntegrationTests {

	/** So short that a test can see an answer being replaced. */
	private static final Duration SHORT = Duration.ofSeconds(5);

	@ParameterizedTest
	@EnumSource
	void attackWithRevokedCertificate(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA);
				OcspResponder responder = OcspResponder.start(TestPki.CA, Duration.ofHours(1))) {
			responder.revoke(TestPki.ORDERS);
			calling(library, server, responder.uri()).run((context) -> {
				requireRefused(library, context, RejectionReason.REVOKED);
				assertThat(context.getBean(RecordingListener.class).successes).isEmpty();
			});
			assertThat(server.calls()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP_COMPONENTS", "REACTIVE_REACTOR" })
	void callWhenNobodyAnswersThenRefuses(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			calling(library, server, OcspResponder.nobody())
				.run((context) -> requireRefused(library, context, RejectionReason.REVOCATION_UNKNOWN));
			calling(library, server, OcspResponder.nobody())
				.withPropertyValues("mtls.trust.revocation.on-unknown=accept")
				.run((context) -> assertThat(library.call(context)).isEqualTo("CN=web"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void attackOnPooledConnectionByCalleeThatWasRevokedSince(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA);
				OcspResponder responder = OcspResponder.start(TestPki.CA, SHORT)) {
			calling(library, server, responder.uri()).run((context) -> {
				assertThat(library.call(context)).isEqualTo("CN=web");
				responder.revoke(TestPki.ORDERS);
				Deadline.soon(() -> responder.revocations() > 0);
				// The answer of the responder may still be on its way
				Deadline.soon(() -> isRefused(library, context));
				int calls = server.calls().size();
				requireRefused(library, context, RejectionReason.REVOKED);
				assertThat(server.calls()).hasSize(calls);
			});
		}
	}

	private static ApplicationContextRunner calling(HttpLibrary library, CalleeServer server, String responder) {
		return library.configure(Runners.calling(server))
			.withPropertyValues("mtls.trust.revocation.check=ocsp", "mtls.trust.revocation.scope=leaf",
					"mtls.trust.revocation.ocsp.responder=" + responder,
					// How long a slow machine may take, not how long anybody waits here
					"mtls.trust.revocation.ocsp.timeout=20s");
	}

	private static boolean isRefused(HttpLibrary library, ApplicationContext context) {
		try {
			library.call(context);
			return false;
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	private static void requireRefused(HttpLibrary library, ApplicationContext context, RejectionReason reason) {
		RecordingListener handshakes = context.getBean(RecordingListener.class);
		handshakes.failures.clear();
		assertThatThrownBy(() -> library.call(context)).hasStackTraceContaining(reason.name());
		assertThat(handshakes.failures).extracting(HandshakeFailure::reason).containsExactly(reason);
	}

}
