package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import io.mtlsboot.devca.IssuedCertificate;

/**
 * One connection whose frames and end can be seen, unlike those of a client that hides
 * them.
 */
abstract class LiveCaller implements AutoCloseable {

	private static final int PATIENCE = 20_000;

	private final SSLSocket socket;

	LiveCaller(IssuedCertificate certificate, int port, String tls, String protocol) throws IOException {
		this.socket = (SSLSocket) TestPki.callerContext(certificate).getSocketFactory().createSocket("127.0.0.1", port);
		this.socket.setSoTimeout(PATIENCE);
		SSLParameters parameters = this.socket.getSSLParameters();
		parameters.setProtocols(new String[] { tls });
		parameters.setApplicationProtocols(new String[] { protocol });
		this.socket.setSSLParameters(parameters);
		this.socket.startHandshake();
	}

	static LiveCaller connect(boolean http2, IssuedCertificate certificate, int port, String tls) throws IOException {
		return http2 ? new Http2Caller(certificate, port, tls) : new Http1Caller(certificate, port, tls);
	}

	SSLSocket socket() {
		return this.socket;
	}

	int localPort() {
		return this.socket.getLocalPort();
	}

	Answer get(String path) throws IOException {
		return exchange("GET", path, null);
	}

	abstract Answer exchange(String method, String path, String body) throws IOException;

	/**
	 * Asks and does not wait for the end of the answer.
	 */
	abstract void begin(String path) throws IOException;

	/**
	 * Reads whatever comes.
	 */
	abstract void readSome() throws IOException;

	/**
	 * Whether the other side has said that the connection ends.
	 */
	abstract boolean isTold();

	/**
	 * Waits for the end of the connection.
	 */
	void awaitEnd() throws IOException {
		try {
			while (true) {
				readSome();
			}
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("The connection is still open: " + this, ex);
		}
		catch (IOException ex) {
			// As expected
		}
	}

	@Override
	public String toString() {
		return getClass().getSimpleName() + ", " + this.socket.getSession().getProtocol() + ", told: " + isTold();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * A response.
	 *
	 * @param status its status
	 * @param headers its headers, with names in lower case
	 * @param body its body
	 */
	record Answer(int status, Map<String, String> headers, String body) {
	}

}
