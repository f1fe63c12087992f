package io.mtlsboot.benchmarks.client;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import io.mtlsboot.benchmarks.process.Material;
import io.mtlsboot.devca.DevCa;

/**
 * A server with the names of the callee, but of a CA that nobody believes.
 */
final class Impostor implements AutoCloseable {

	private static final char[] PASSWORD = "impostor".toCharArray();

	private static final byte[] ANSWER = "HTTP/1.1 200\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"
		.getBytes(StandardCharsets.US_ASCII);

	private final SSLServerSocket socket;

	private Impostor(SSLServerSocket socket) {
		this.socket = socket;
	}

	static Impostor start() throws IOException, GeneralSecurityException {
		KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
		keys.init(Material.server(DevCa.create("shop.example")).keyStore("PKCS12", PASSWORD, "impostor"), PASSWORD);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		Impostor impostor = new Impostor((SSLServerSocket) context.getServerSocketFactory()
			.createServerSocket(0, 50, InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 })));
		Thread thread = new Thread(impostor::serve, "impostor");
		thread.setDaemon(true);
		thread.start();
		return impostor;
	}

	String url() {
		return "https://localhost:" + this.socket.getLocalPort() + "/";
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (SSLSocket caller = (SSLSocket) this.socket.accept()) {
				caller.setSoTimeout(10_000);
				if (caller.getInputStream().read() >= 0) {
					caller.getOutputStream().write(ANSWER);
				}
			}
			catch (IOException ex) {
				// Refused, as it should be, or closed
			}
		}
	}

}
