package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every handshake that fails is told once, with who it was: also those that never reach a
 * TLS engine.
 */
class HandshakeFailureIntegrationTests {

	private static final String HTTP = "GET /secret?token=1 HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private final List<Attempt> attempts = new ArrayList<>();

	private int port;

	@ParameterizedTest
	@EnumSource(names = { "SERVLET_TOMCAT", "REACTIVE_NETTY" })
	void verifyWhenHandshakeFailsThenItIsToldOnceWithWhereItCameFrom(TestApplication kind) throws Exception {
		RecordingListener listener;
		try (ConfigurableApplicationContext application = kind.run("server.tomcat.connection-timeout=6s")) {
			listener = application.getBean(RecordingListener.class);
			this.port = TestApplication.port(application);
			try (Socket silent = idle(new byte[0], null);
					Socket half = idle(new byte[] { 22, 3, 1 }, null);
					Socket waiting = idle(ClientHello.of("0303", "c02b"), "TLSv1.2")) {
				connect().close();
				handshake(TestPki.callerContext(null), RejectionReason.NO_CERTIFICATE, "TLSv1.3");
				handshake(stranger(), RejectionReason.ISSUER_UNKNOWN, "TLSv1.3");
				handshake(distrustful(), RejectionReason.REFUSED_BY_PEER, "TLSv1.3");
				raw(ClientHello.of("0302", "c013"), RejectionReason.NO_SHARED_PROTOCOL);
				raw(ClientHello.of("0303", "c023"), RejectionReason.NO_SHARED_CIPHER);
				String answer = raw(HTTP.getBytes(StandardCharsets.US_ASCII), RejectionReason.PLAINTEXT);
				if (kind == TestApplication.SERVLET_TOMCAT) {
					assertThat(answer).startsWith("HTTP/1.1 400").contains("requires TLS");
				}
				for (Socket socket : List.of(silent, half, waiting)) {
					awaitEnd(socket);
				}
			}
		}
		requireEachOnce(listener, kind);
	}

	private void requireEachOnce(RecordingListener listener, TestApplication kind) {
		Map<Integer, HandshakeFailure> told = new HashMap<>();
		for (HandshakeFailure failure : listener.failures()) {
			assertThat(told.put(failure.connection().remotePort(), failure)).as("told twice: " + failure).isNull();
		}
		assertThat(told).hasSize(this.attempts.size());
		SoftAssertions.assertSoftly((softly) -> this.attempts.forEach((attempt) -> {
			HandshakeFailure failure = told.get(attempt.port());
			softly.assertThat(failure).as(attempt + "").isNotNull();
			if (failure != null) {
				softly.assertThat(failure.side()).isEqualTo(HandshakeSide.SERVER);
				softly.assertThat(failure.reason()).as(failure + "").isEqualTo(attempt.reason());
				softly.assertThat(failure.connection().localPort()).isEqualTo(this.port);
				softly.assertThat(failure.connection().remoteAddress()).isEqualTo("127.0.0.1");
				if (failure.reason() != RejectionReason.NO_SHARED_CIPHER) {
					// One engine agrees on a version before it looks for a suite, the
					// other does not
					softly.assertThat(failure.connection().protocol()).as(failure + "").isEqualTo(attempt.protocol());
				}
				softly.assertThat(failure.connection().serverName()).as(failure + "").isEqualTo(attempt.serverName());
				softly.assertThat(failure.detail()).doesNotContain("token", "secret");
				// Nobody has shown a certificate that we believe
				softly.assertThat(failure.checks())
					.as(failure + "")
					.filteredOn((result) -> result.outcome() == Check.Outcome.PASS)
					.allMatch((result) -> result.check().compareTo(Check.PATH) < 0);
			}
		}));
		if (kind == TestApplication.SERVLET_TOMCAT) {
			assertThat(told.values()).extracting(HandshakeFailure::detail)
				.contains("the first bytes are not a TLS record: 'GET '");
		}
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket();
		socket.connect(new InetSocketAddress("127.0.0.1", this.port));
		socket.setSoTimeout(20_000);
		return socket;
	}

	private Socket idle(byte[] bytes, String protocol) throws IOException {
		Socket socket = connect();
		this.attempts.add(new Attempt(socket.getLocalPort(), RejectionReason.HANDSHAKE_TIMEOUT, null, protocol));
		socket.getOutputStream().write(bytes);
		socket.getOutputStream().flush();
		return socket;
	}

	private void handshake(SSLContext context, RejectionReason reason, String protocol) throws IOException {
		Socket plain = connect();
		this.attempts.add(new Attempt(plain.getLocalPort(), reason, "localhost.example", protocol));
		try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
			.createSocket(plain, "localhost.example", this.port, true)) {
			socket.startHandshake();
			socket.getInputStream().read();
		}
		catch (IOException ex) {
			// As expected
		}
	}

	private String raw(byte[] bytes, RejectionReason reason) throws IOException {
		try (Socket socket = connect()) {
			this.attempts.add(new Attempt(socket.getLocalPort(), reason, null, null));
			socket.getOutputStream().write(bytes);
			socket.getOutputStream().flush();
			return awaitEnd(socket);
		}
	}

	private static String awaitEnd(Socket socket) {
		StringBuilder answer = new StringBuilder();
		try {
			InputStream in = socket.getInputStream();
			for (int next = in.read(); next >= 0; next = in.read()) {
				answer.append((char) next);
			}
		}
		catch (IOException ex) {
			// Closed harder
		}
		return answer.toString();
	}

	private static SSLContext stranger() throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(new KeyManager[] { new StubbornKeyManager(LiveApplication.OTHER) },
				new TrustManager[] { TestPki.trustManager() }, null);
		return context;
	}

	// Believes the CAs of the JDK alone
	private static SSLContext distrustful() throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, null, null);
		return context;
	}

	/**
	 * A connection that is to fail.
	 *
	 * @param port the port of the caller
	 * @param reason the word for why
	 * @param serverName the name that it asks for
	 * @param protocol the version that is negotiated
	 */
	private record Attempt(int port, RejectionReason reason, String serverName, String protocol) {
	}

}
