package io.mtlsboot.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * What a client and a server are connected by. The client comes back to the same host and
 * port, so that it offers its session.
 */
enum Wire {

	ENGINES {

		@Override
		Result exchange(SSLContext client, SSLContext server) {
			EngineHandshake handshake = EngineHandshake.between(client, server);
			return new Result(handshake.serverReceivedAnything(), handshake.clientReceivedAnything(),
					certificates(handshake.server().getSession()), handshake.failures());
		}

	},

	SOCKETS {

		@Override
		Result exchange(SSLContext client, SSLContext server) throws Exception {
			CompletableFuture<Result> served = CompletableFuture.supplyAsync(() -> serve(server));
			boolean answered = false;
			String failure = "";
			Socket plain = new Socket(InetAddress.getLoopbackAddress(), PORT.getLocalPort());
			try (SSLSocket socket = (SSLSocket) client.getSocketFactory()
				.createSocket(plain, "localhost", PORT.getLocalPort(), true)) {
				socket.setSoTimeout(20_000);
				socket.getOutputStream().write('?');
				answered = socket.getInputStream().read() == '!';
			}
			catch (IOException ex) {
				failure = ex.toString();
			}
			Result result = served.get(30, TimeUnit.SECONDS);
			return new Result(result.served(), answered, result.presented(), failure + ", " + result.failures());
		}

	};

	private static final ServerSocket PORT = open();

	/**
	 * Shakes hands, and then sends a word in both directions.
	 */
	abstract Result exchange(SSLContext client, SSLContext server) throws Exception;

	private static Result serve(SSLContext server) {
		boolean served = false;
		List<Certificate> presented = List.of();
		String failure = "";
		try (Socket plain = PORT.accept();
				SSLSocket socket = (SSLSocket) server.getSocketFactory().createSocket(plain, null, true)) {
			socket.setUseClientMode(false);
			socket.setNeedClientAuth(true);
			socket.setSoTimeout(20_000);
			served = socket.getInputStream().read() == '?';
			presented = certificates(socket.getSession());
			socket.getOutputStream().write('!');
		}
		catch (IOException ex) {
			failure = ex.toString();
		}
		return new Result(served, false, presented, failure);
	}

	private static List<Certificate> certificates(SSLSession session) {
		try {
			return List.of(session.getPeerCertificates());
		}
		catch (SSLPeerUnverifiedException ex) {
			return List.of();
		}
	}

	private static ServerSocket open() {
		try {
			return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new IllegalStateException("The port cannot be opened", ex);
		}
	}

	/**
	 * What came of it.
	 *
	 * @param served whether a word of the client reached the application
	 * @param answered whether a word of the server reached the client
	 * @param presented what the session of the server says of the client
	 * @param failures who failed, and why
	 */
	record Result(boolean served, boolean answered, List<Certificate> presented, String failures) {

		boolean isComplete() {
			return this.served && this.answered;
		}

	}

}
