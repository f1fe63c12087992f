package io.mtlsboot.autoconfigure.proof;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLSocketFactory;

import io.mtlsboot.autoconfigure.ProbeConnections;
import io.mtlsboot.x509.PrintableText;

/**
 * Calls one of our ports from this machine.
 *
 * @param address where the port is
 * @param port the port
 * @param connections where our calls are noted
 */
record PortProbe(InetAddress address, int port, ProbeConnections connections) {

	private static final int TIMEOUT_MILLIS = 5000;

	/** Without the header Host a server answers it itself, RFC 9112 §3.2. */
	private static final String REQUEST_WITHOUT_HOST = "OPTIONS * HTTP/1.1\r\nConnection: close\r\n\r\n";

	private static final String REQUEST = "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

	private static final String RESPONSE = "HTTP/1.";

	/** As a port for TLS answers plain HTTP, if at all. */
	private static final String BAD_REQUEST = "400";

	private static final int STATUS_LINE = "HTTP/1.1 400".length();

	Answer overPlainHttp() {
		return ask((socket) -> {
			send(socket, REQUEST);
			String line = new String(socket.getInputStream().readNBytes(STATUS_LINE), StandardCharsets.ISO_8859_1);
			return (line.startsWith(RESPONSE) && !line.endsWith(BAD_REQUEST))
					? Answer.admitted("it answered '" + PrintableText.of(line) + "'") : Answer.refused("no HTTP");
		});
	}

	Answer overTls(SSLSocketFactory sockets) {
		return ask((socket) -> {
			try (Socket tls = sockets.createSocket(socket, this.address.getHostAddress(), this.port, true)) {
				send(tls, REQUEST_WITHOUT_HOST);
				InputStream in = tls.getInputStream();
				return (in.read() >= 0) ? Answer.admitted("it sent data") : Answer.refused("it closed the connection");
			}
		});
	}

	private static void send(Socket socket, String request) throws IOException {
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
	}

	private Answer ask(Conversation conversation) {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.bind(new InetSocketAddress(this.address, 0));
			this.connections.add((InetSocketAddress) socket.getLocalSocketAddress());
			socket.connect(new InetSocketAddress(this.address, this.port), TIMEOUT_MILLIS);
			return talk(socket, conversation);
		}
		catch (IOException ex) {
			return Answer.none("it cannot be reached at '" + this.address.getHostAddress() + "': " + message(ex));
		}
	}

	private static Answer talk(Socket socket, Conversation conversation) {
		try {
			return conversation.with(socket);
		}
		catch (SocketTimeoutException ex) {
			return Answer.none("it did not answer in time");
		}
		catch (IOException ex) {
			return (ex.getCause() instanceof OtherCertificateException) ? Answer.other() : Answer.refused(message(ex));
		}
	}

	private static String message(IOException failure) {
		return PrintableText.of(String.valueOf(failure.getMessage()));
	}

	/**
	 * What is said on a connection.
	 */
	@FunctionalInterface
	private interface Conversation {

		Answer with(Socket socket) throws IOException;

	}

}
