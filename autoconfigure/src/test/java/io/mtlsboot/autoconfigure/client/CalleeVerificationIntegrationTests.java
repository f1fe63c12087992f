package io.mtlsboot.autoconfigure.client;

import java.util.function.Consumer;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Attacks on the callee's certificate, through every HTTP library on the class path.
 */
class CalleeVerificationIntegrationTests {

	private static final String CALLEE = "mtls.clients.orders.callee=spiffe://shop.example/orders";

	@ParameterizedTest
	@EnumSource
	void callWhenCalleeIsRightThenPresentsIdentity(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			library.configure(Runners.calling(server)).withPropertyValues(CALLEE).run((context) -> {
				assertThat(library.call(context)).isEqualTo("CN=web");
				RecordingListener handshakes = context.getBean(RecordingListener.class);
				context.close();
				assertThat(handshakes.failures).isEmpty();
				assertThat(handshakes.successes).singleElement()
					.satisfies((success) -> assertThat(success.side()).isEqualTo(HandshakeSide.CLIENT));
			});
		}
	}

	// Boot's builder gives every HttpURLConnection another socket factory, and the JDK
	// shares connections of the same factory only
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "SIMPLE")
	void callWhenRepeatedThenSharesConnections(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			library.configure(Runners.calling(server)).run((context) -> {
				for (int i = 0; i < 20; i++) {
					library.call(context);
				}
				// a reactive client may call again before it has given its connection
				// back
				assertThat(server.calls()).hasSize(20);
				assertThat(server.calls().stream().map(CalleeServer.Call::remotePort).distinct()).hasSizeLessThan(20);
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenCertificateIsForAnotherHostThenRefuses(HttpLibrary library) throws Exception {
		refuses(library, serverCertificate((leaf) -> leaf.dns("payments.shop.example")),
				RejectionReason.HOST_NAME_MISMATCH);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenHostIsOnlyInCommonNameThenRefuses(HttpLibrary library) throws Exception {
		refuses(library, serverCertificate((leaf) -> leaf.subject("CN=localhost")), RejectionReason.HOST_NAME_MISMATCH);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenSpiffeIdWithoutHostNameAndNoCalleeIsConfiguredThenRefuses(HttpLibrary library) throws Exception {
		refuses(library, serverCertificate((leaf) -> leaf.spiffeId("spiffe://shop.example/orders")),
				RejectionReason.HOST_NAME_MISMATCH);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenHostMatchesButIdentityIsAnotherThenRefuses(HttpLibrary library) throws Exception {
		refuses(library, serverCertificate((leaf) -> leaf.dns("localhost").spiffeId("spiffe://shop.example/payments")),
				RejectionReason.IDENTITY_NOT_ADMITTED, CALLEE);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenIdentityMatchesButHostIsAnotherThenRefuses(HttpLibrary library) throws Exception {
		refuses(library,
				serverCertificate((leaf) -> leaf.dns("payments.shop.example").spiffeId("spiffe://shop.example/orders")),
				RejectionReason.HOST_NAME_MISMATCH, CALLEE);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenSpiffeCalleeHasNoHostNameThenIdentityDecides(HttpLibrary library) throws Exception {
		IssuedCertificate orders = serverCertificate((leaf) -> leaf.spiffeId("spiffe://shop.example/orders"));
		try (CalleeServer server = CalleeServer.start(orders, TestPki.CA)) {
			library.configure(Runners.calling(server))
				.withPropertyValues(CALLEE)
				.run((context) -> assertThat(library.call(context)).isEqualTo("CN=web"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenSpiffeCalleeHasNoHostNameAndAnotherIdentityThenRefuses(HttpLibrary library) throws Exception {
		refuses(library, serverCertificate((leaf) -> leaf.spiffeId("spiffe://shop.example/payments")),
				RejectionReason.IDENTITY_NOT_ADMITTED, CALLEE);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenCertificateIsFromForeignCaThenRefuses(HttpLibrary library) throws Exception {
		IssuedCertificate foreign = TestPki.FOREIGN_CA.issue(
				(leaf) -> leaf.dns("localhost").spiffeId("spiffe://shop.example/orders").purposes(Purpose.SERVER_AUTH));
		refuses(library, foreign, RejectionReason.ISSUER_UNKNOWN, CALLEE);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenCertificateIsForClientsOnlyThenRefuses(HttpLibrary library) throws Exception {
		IssuedCertificate caller = TestPki.CA.issue((leaf) -> leaf.dns("localhost").purposes(Purpose.CLIENT_AUTH));
		refuses(library, caller, RejectionReason.PURPOSE_NOT_ALLOWED);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenRedirectedWithinServiceThenFollowsWhereLibraryCanTell(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			server.redirectTo("/here");
			library.configure(Runners.calling(server))
				.run((context) -> assertThat(library.status(context, "/redirect"))
					.isEqualTo(library.followsWithinService() ? 200 : 302));
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenRedirectedToAnotherServiceThenIsNotMadeToCallIt(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA);
				CalleeServer other = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			server.redirectTo(other.url() + "/delete");
			library.configure(Runners.calling(server))
				.run((context) -> assertThat(library.status(context, "/redirect")).isEqualTo(302));
			assertThat(other.calls()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenRedirectedToPlainHttpThenIsNotMadeToCallIt(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			server.redirectTo(server.url().replace("https:", "http:") + "/plain");
			library.configure(Runners.calling(server))
				.run((context) -> assertThat(library.status(context, "/redirect")).isEqualTo(302));
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenAskedForPlainHttpThenRefuses(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			library.configure(Runners.calling(server))
				.run((context) -> assertThatThrownBy(
						() -> library.status(context, server.url().replace("https:", "http:")))
					.hasStackTraceContaining("speaks https only"));
		}
	}

	private static IssuedCertificate serverCertificate(Consumer<LeafSpec> customizer) {
		return TestPki.CA.issue(customizer.andThen((leaf) -> leaf.purposes(Purpose.SERVER_AUTH)));
	}

	private static void refuses(HttpLibrary library, IssuedCertificate certificate, RejectionReason reason,
			String... properties) throws Exception {
		try (CalleeServer server = CalleeServer.start(certificate, TestPki.CA)) {
			ApplicationContextRunner runner = library.configure(Runners.calling(server)).withPropertyValues(properties);
			runner.run((context) -> {
				RecordingListener handshakes = context.getBean(RecordingListener.class);
				assertThatThrownBy(() -> library.call(context)).hasStackTraceContaining(reason.name());
				context.close();
				assertThat(handshakes.successes).isEmpty();
				assertThat(handshakes.failures).extracting(HandshakeFailure::reason).containsExactly(reason);
			});
			assertThat(server.calls()).isEmpty();
		}
	}

}
