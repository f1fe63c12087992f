package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsProperties.Mode;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the TLS of embedded Tomcat, with real handshakes.
 */
class TomcatServerIntegrationTests {

	private static final int ALERT = 21;

	private static final int HANDSHAKE_FAILURE = 40;

	private static final int PROTOCOL_VERSION = 70;

	private static ConfigurableApplicationContext application;

	private static RecordingListener listener;

	private static int port;

	@BeforeAll
	static void start() {
		application = TestApplication.SERVLET_TOMCAT.run("mtls.server.callers=spiffe://shop.example/web");
		listener = application.getBean(RecordingListener.class);
		port = TestApplication.port(application);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void forget() {
		listener.clear();
	}

	@Test
	void verifyWhenCallerIsAdmittedThenAnswersOverHttp2() throws IOException {
		var response = Caller.with(TestPki.WEB).get(port);
		assertThat(response.body()).isEqualTo("hello");
		assertThat(response.version()).isEqualTo(Version.HTTP_2);
		assertThat(response.sslSession())
			.hasValueSatisfying((session) -> assertThat(session.getProtocol()).isEqualTo("TLSv1.3"));
	}

	@Test
	void verifyWhenPortIsOpenThenListsIt() {
		assertThat(application.getBean(MtlsListeners.class).all())
			.containsExactly(new MtlsListeners.Listener("server", port, Mode.STRICT));
		assertThat(application.getEnvironment().getProperty("local.server.port", Integer.class)).isEqualTo(port);
	}

	@ParameterizedTest
	@MethodSource("refused")
	void verifyWhenCallerIsNotVerifiedThenRefusesTheConnection(IssuedCertificate certificate, RejectionReason reason) {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Caller.with(certificate).get(port));
		assertThat(listener.nextReason()).isEqualTo(reason);
	}

	static Stream<Arguments> refused() {
		return Stream.of(Arguments.of(null, RejectionReason.NO_CERTIFICATE),
				Arguments.of(TestPki.FOREIGN, RejectionReason.ANCHOR_KEY_MISMATCH),
				Arguments.of(TestPki.EXPIRED, RejectionReason.EXPIRED),
				Arguments.of(TestPki.SERVER_AUTH_ONLY, RejectionReason.PURPOSE_NOT_ALLOWED),
				Arguments.of(TestPki.BATCH, RejectionReason.IDENTITY_NOT_ADMITTED));
	}

	@Test
	void verifyWhenCallerSpeaksPlainHttpThenDoesNotReachTheApplication() throws IOException {
		var response = Caller.withoutCertificate().get("http", port, "/hello");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).doesNotContain("hello");
	}

	@Test
	void verifyWhenCallerOffersTls10OrTls11ThenRefusesTheVersion() throws IOException {
		assertThat(answerTo(ClientHello.of("0301", "c013"))).containsExactly(ALERT, PROTOCOL_VERSION);
		assertThat(answerTo(ClientHello.of("0302", "c013"))).containsExactly(ALERT, PROTOCOL_VERSION);
	}

	@Test
	void verifyWhenCallerOffersOnlySuitesWithoutForwardSecrecyOrAuthenticatedEncryptionThenRefusesThem()
			throws IOException {
		// TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256 and TLS_RSA_WITH_AES_128_GCM_SHA256
		assertThat(answerTo(ClientHello.of("0303", "c023"))).containsExactly(ALERT, HANDSHAKE_FAILURE);
		assertThat(answerTo(ClientHello.of("0303", "009c"))).containsExactly(ALERT, HANDSHAKE_FAILURE);
	}

	@Test
	void verifyWhenCallerSpeaksTls12ThenTheServerChoosesTheSuite() throws IOException {
		try (SSLSocket socket = (SSLSocket) TestPki.callerContext(TestPki.WEB)
			.getSocketFactory()
			.createSocket("localhost", port)) {
			socket.setEnabledProtocols(new String[] { "TLSv1.2" });
			socket.setEnabledCipherSuites(new String[] { "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
					"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256" });
			socket.startHandshake();
			assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
		}
	}

	@Test
	void verifyWhenTls12CallerHasNoCertificateThenTheHandshakeFails() throws IOException {
		try (SSLSocket socket = (SSLSocket) TestPki.callerContext(null)
			.getSocketFactory()
			.createSocket("localhost", port)) {
			socket.setEnabledProtocols(new String[] { "TLSv1.2" });
			// The alert, or that nobody reads any more
			assertThatExceptionOfType(IOException.class).isThrownBy(socket::startHandshake);
		}
		assertThat(listener.nextReason()).isEqualTo(RejectionReason.NO_CERTIFICATE);
	}

	@Test
	void verifyWhenConnectionIsKeptAliveThenOneHandshakeServesMoreThanTomcatsHundredRequests() throws IOException {
		Caller caller = Caller.with(TestPki.WEB, Version.HTTP_1_1);
		for (int i = 0; i < 150; i++) {
			assertThat(caller.get(port).version()).isEqualTo(Version.HTTP_1_1);
		}
		assertThat(listener.successes()).isEqualTo(1);
	}

	@Test
	void verifyWhenUserChoosesOtherwiseThenHttp2IsOffAndTheRequestLimitIsTheirs() throws IOException {
		try (var other = TestApplication.SERVLET_TOMCAT.run("server.http2.enabled=false",
				"server.tomcat.max-keep-alive-requests=2")) {
			Caller caller = Caller.with(TestPki.WEB);
			for (int i = 0; i < 4; i++) {
				assertThat(caller.get(TestApplication.port(other)).version()).isEqualTo(Version.HTTP_1_1);
			}
			assertThat(other.getBean(RecordingListener.class).successes()).isEqualTo(2);
		}
	}

	private static int[] answerTo(byte[] clientHello) throws IOException {
		try (Socket socket = new Socket("localhost", port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(clientHello);
			socket.getOutputStream().flush();
			InputStream in = socket.getInputStream();
			byte[] record = in.readNBytes(7);
			return new int[] { record[0], record[6] };
		}
	}

}
