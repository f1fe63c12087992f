package io.mtlsboot.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class SocketObservationTests {

	private static final HandshakeListener NOBODY = new HandshakeListener() {
	};

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private final RecordingListener listener = new RecordingListener();

	private final SSLContext client = Peers.client(Peers.CLIENT, Peers.TLS13, this.listener).sslContext();

	private final ServerSocket listening = listen();

	@AfterEach
	void stopListening() throws IOException {
		this.listening.close();
	}

	@Test
	void i1ReadWhenTheServerResetsInsteadOfAnsweringThenIsNoSuccess() throws Exception {
		AtomicReference<Socket> raw = new AtomicReference<>();
		CountDownLatch clientHasFinished = new CountDownLatch(1);
		PeerAuthorizer slams = (peer, host) -> {
			await(clientHasFinished);
			slam(raw.get());
			throw new PeerRejectedException(RejectionReason.IDENTITY_NOT_ADMITTED, "admitted: nobody", peer.leaf());
		};
		SSLContext server = Peers
			.context(HandshakeSide.SERVER, Peers.generation(1, Peers.SERVER, Peers.CA), slams, Peers.TLS13, NOBODY)
			.sslContext();
		CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, raw));
		try (SSLSocket socket = connect(this.client)) {
			socket.startHandshake();
			clientHasFinished.countDown();
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getInputStream().read());
		}
		served.get(30, TimeUnit.SECONDS);
		this.listener.onlyFailure(RejectionReason.CONNECTION_CLOSED);
	}

	@Test
	void closeWhenAStreamIsClosedThenIsToldOnce() throws Exception {
		CompletableFuture<Void> served = CompletableFuture
			.runAsync(() -> serve(server(NOBODY), new AtomicReference<>()));
		SSLSocket socket = connect(this.client);
		socket.startHandshake();
		this.listener.assertNothing();
		socket.getOutputStream().close();
		assertThat(socket.isClosed()).isTrue();
		this.listener.onlySuccess();
		served.get(30, TimeUnit.SECONDS);
	}

	@Test
	void skipWhenNobodyStartsTheHandshakeThenIsToldAllTheSame() throws Exception {
		CompletableFuture<Void> served = CompletableFuture
			.runAsync(() -> serve(server(NOBODY), new AtomicReference<>()));
		try (SSLSocket socket = connect(this.client)) {
			assertThat(socket.getInputStream().skip(1)).isOne();
			this.listener.onlySuccess();
		}
		served.get(30, TimeUnit.SECONDS);
	}

	@Test
	void getSessionWhenNotConnectedThenTheHandshakeIsStillToCome() throws Exception {
		CompletableFuture<Void> served = CompletableFuture
			.runAsync(() -> serve(server(NOBODY), new AtomicReference<>()));
		try (SSLSocket socket = (SSLSocket) this.client.getSocketFactory().createSocket()) {
			assertThat(socket.getSession().isValid()).isFalse();
			this.listener.assertNothing();
			socket.connect(new InetSocketAddress(LOOPBACK, this.listening.getLocalPort()));
			assertThat(socket.getInputStream().read()).isEqualTo('!');
		}
		served.get(30, TimeUnit.SECONDS);
		assertThat(this.listener.onlySuccess().resumed()).isFalse();
	}

	@Test
	void completedListenerWhenToldThenSeesThisSocket() throws Exception {
		CompletableFuture<Void> served = CompletableFuture
			.runAsync(() -> serve(server(NOBODY), new AtomicReference<>()));
		AtomicReference<Socket> seen = new AtomicReference<>();
		CountDownLatch told = new CountDownLatch(1);
		HandshakeCompletedListener removed = (event) -> seen.set(null);
		try (SSLSocket socket = connect(this.client)) {
			socket.addHandshakeCompletedListener(removed);
			socket.addHandshakeCompletedListener((event) -> {
				seen.set(event.getSocket());
				told.countDown();
			});
			socket.removeHandshakeCompletedListener(removed);
			socket.startHandshake();
			assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(seen.get()).isSameAs(socket);
		}
		served.get(30, TimeUnit.SECONDS);
	}

	@Test
	void createServerSocketWhenContextIsForClientsThenLeavesThePortFree() throws Exception {
		int port = this.listening.getLocalPort();
		this.listening.close();
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.client.getServerSocketFactory().createServerSocket(port, 1, LOOPBACK));
		try (ServerSocket free = new ServerSocket(port, 1, LOOPBACK)) {
			assertThat(free.isBound()).isTrue();
		}
	}

	private static SSLContext server(HandshakeListener listener) {
		return Peers.server(Peers.SERVER, Peers.TLS13, listener).sslContext();
	}

	private static ServerSocket listen() {
		try {
			return new ServerSocket(0, 1, LOOPBACK);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The port cannot be opened", ex);
		}
	}

	private SSLSocket connect(SSLContext context) throws IOException {
		Socket plain = new Socket(LOOPBACK, this.listening.getLocalPort());
		return (SSLSocket) context.getSocketFactory()
			.createSocket(plain, "localhost", this.listening.getLocalPort(), true);
	}

	private void serve(SSLContext server, AtomicReference<Socket> raw) {
		try (Socket plain = this.listening.accept()) {
			plain.setSoTimeout(20_000);
			raw.set(plain);
			try (SSLSocket socket = (SSLSocket) server.getSocketFactory().createSocket(plain, null, true)) {
				socket.getOutputStream().write('!');
				assertThat(socket.getInputStream().read()).isNotZero();
			}
		}
		catch (IOException ex) {
			// What the client was told is what counts
			return;
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void slam(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The connection cannot be reset", ex);
		}
	}

}
