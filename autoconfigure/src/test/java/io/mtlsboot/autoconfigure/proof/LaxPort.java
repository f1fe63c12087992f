package io.mtlsboot.autoconfigure.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import io.mtlsboot.devca.IssuedCertificate;

/**
 * A port that presents our certificate and answers whoever comes, as one does whose TLS
 * somebody has weakened; as long as it is closed to strangers it answers nobody.
 */
final class LaxPort implements AutoCloseable {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private volatile SSLContext context;

	private final ServerSocket server;

	private volatile boolean open;

	private volatile int calls;

	LaxPort(IssuedCertificate certificate, boolean open) {
		this.open = open;
		this.context = context(certificate);
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::serve, "lax-port");
		thread.setDaemon(true);
		thread.start();
	}

	private static SSLContext context(IssuedCertificate certificate) {
		try {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(null, null);
			keys.setKeyEntry("key", certificate.privateKey(), PASSWORD,
					certificate.chain().toArray(X509Certificate[]::new));
			KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			factory.init(keys, PASSWORD);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(factory.getKeyManagers(), null, null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	int port() {
		return this.server.getLocalPort();
	}

	int calls() {
		return this.calls;
	}

	void open(IssuedCertificate certificate) {
		this.context = context(certificate);
		this.open = true;
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try (Socket socket = this.server.accept()) {
				this.calls = this.calls + 1;
				if (this.open) {
					answer(socket);
				}
			}
			catch (IOException ex) {
				// The caller has gone, or the port is closed
			}
		}
	}

	private void answer(Socket socket) throws IOException {
		SSLSocket tls = (SSLSocket) this.context.getSocketFactory().createSocket(socket, null, true);
		tls.setUseClientMode(false);
		tls.getInputStream().read();
		tls.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		tls.close();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
