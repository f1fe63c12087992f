package io.mtlsboot.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(60)
class ObservedSslSocketTests {

	private final RecordingListener serverListener = new RecordingListener();

	private final RecordingListener clientListener = new RecordingListener();

	static Stream<TlsProfile> versions() {
		return Stream.of(Peers.TLS12, Peers.TLS13);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void exchangeWhenBothAreGoodThenBothSidesAreToldOnce(TlsProfile profile) throws Exception {
		SSLContext client = Peers.client(Peers.CLIENT, profile, this.clientListener).sslContext();
		assertThat(exchange(client, profile, "localhost", true)).isEqualTo('!');
		this.serverListener.onlySuccess();
		assertThat(this.clientListener.onlySuccess().connection().protocol()).isEqualTo(profile.protocols().get(0));
		assertThat(this.clientListener.onlySuccess().resumed()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("versions")
	void exchangeWhenNobodyStartsTheHandshakeThenIsToldAllTheSame(TlsProfile profile) throws Exception {
		SSLContext client = Peers.client(Peers.CLIENT, profile, this.clientListener).sslContext();
		assertThat(exchange(client, profile, "localhost", false)).isEqualTo('!');
		this.clientListener.onlySuccess();
		this.serverListener.onlySuccess();
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i1ExchangeWhenHostIsAnotherThenTheClientRefuses(TlsProfile profile) {
		SSLContext client = Peers.client(Peers.CLIENT, profile, this.clientListener).sslContext();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> exchange(client, profile, "audit.shop.example", true));
		this.clientListener.onlyFailure(RejectionReason.HOST_NAME_MISMATCH);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i1ExchangeWhenCallerIsForeignThenTheServerRefusesAndTheClientIsTold(TlsProfile profile) throws Exception {
		IssuedCertificate foreign = DevCa.create("other.example")
			.issue((leaf) -> leaf.subject("CN=web").dns("web").purposes(Purpose.CLIENT_AUTH));
		MtlsContext client = Peers.context(HandshakeSide.CLIENT, Peers.generation(1, foreign, Peers.CA),
				PeerAuthorizer.hostName(), profile, this.clientListener);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> exchange(client.sslContext(), profile, "localhost", true));
		this.serverListener.onlyFailure(RejectionReason.ISSUER_UNKNOWN);
		assertThat(this.clientListener.onlyFailure().reason()).isIn(RejectionReason.REFUSED_BY_PEER,
				RejectionReason.CONNECTION_CLOSED);
	}

	@Test
	void i1ServerSocketWhenWeakenedThenStillNeedsACertificate() throws Exception {
		SSLContext server = Peers.server(Peers.SERVER, Peers.TLS13, this.serverListener).sslContext();
		try (SSLServerSocket socket = (SSLServerSocket) server.getServerSocketFactory().createServerSocket()) {
			socket.setNeedClientAuth(false);
			socket.setWantClientAuth(true);
			SSLParameters parameters = new SSLParameters();
			parameters.setNeedClientAuth(false);
			socket.setSSLParameters(parameters);
			assertThat(socket.getNeedClientAuth()).isTrue();
			assertThatIllegalArgumentException().isThrownBy(() -> socket.setUseClientMode(true));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> socket.setEnabledProtocols(new String[] { "TLSv1.2" }));
		}
	}

	@Test
	void i1ServerSocketWhenContextIsForClientsThenRefuses() {
		SSLContext client = Peers.client(Peers.CLIENT, Peers.TLS13, this.clientListener).sslContext();
		assertThatIllegalArgumentException().isThrownBy(() -> client.getServerSocketFactory().createServerSocket());
	}

	@Test
	void i1SocketWhenWeakenedThenStaysWithinTheProfile() throws Exception {
		SSLContext client = Peers.client(Peers.CLIENT, Peers.TLS13, this.clientListener).sslContext();
		try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> socket.setEnabledProtocols(new String[] { "TLSv1.2" }));
			assertThatIllegalArgumentException().isThrownBy(() -> socket.setUseClientMode(false));
			SSLParameters parameters = new SSLParameters();
			parameters.setProtocols(new String[] { "TLSv1.2", "TLSv1.3" });
			socket.setSSLParameters(parameters);
			assertThat(socket.getEnabledProtocols()).containsExactly("TLSv1.3");
		}
		this.clientListener.assertNothing();
	}

	private int exchange(SSLContext client, TlsProfile profile, String host, boolean start) throws Exception {
		SSLContext server = Peers.server(Peers.SERVER, profile, this.serverListener).sslContext();
		InetAddress loopback = InetAddress.getLoopbackAddress();
		try (SSLServerSocket listening = (SSLServerSocket) server.getServerSocketFactory()
			.createServerSocket(0, 1, loopback)) {
			CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answer(listening));
			Socket plain = new Socket(loopback, listening.getLocalPort());
			try (SSLSocket socket = (SSLSocket) client.getSocketFactory()
				.createSocket(plain, host, listening.getLocalPort(), true)) {
				if (start) {
					socket.startHandshake();
				}
				socket.getOutputStream().write('?');
				return socket.getInputStream().read();
			}
			finally {
				await(answered);
			}
		}
	}

	private static void answer(SSLServerSocket listening) {
		try (Socket socket = listening.accept()) {
			socket.setSoTimeout(20_000);
			InputStream in = socket.getInputStream();
			if (in.read() == '?') {
				socket.getOutputStream().write('!');
			}
		}
		catch (IOException ex) {
			// What the listener was told is what counts
			return;
		}
	}

	private static void await(CompletableFuture<Void> answered) throws Exception {
		try {
			answered.get(30, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The server failed", ex);
		}
	}

}
