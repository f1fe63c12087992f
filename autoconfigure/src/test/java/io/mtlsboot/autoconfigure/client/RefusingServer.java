package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;

/**
 * A callee that serves nobody. It waits until the caller has closed the connection, so
 * that its alert arrives.
 */
final class RefusingServer implements AutoCloseable {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final ServerSocket listening;

	private final Script script;

	private RefusingServer(Script script) throws IOException {
		this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		this.script = script;
		this.executor.execute(this::accept);
	}

	static RefusingServer believing(DevCa callers, Duration ahead, String version) throws Exception {
		return tls(TestPki.ORDERS, callers, Instant.now().plus(ahead),
				new SSLParameters(null, new String[] { version }));
	}

	static RefusingServer withoutEllipticCurves(String version) throws Exception {
		SSLParameters parameters = new SSLParameters(null, new String[] { version });
		parameters.setAlgorithmConstraints(new WithoutEllipticCurves());
		return tls(TestPki.ORDERS_RSA, TestPki.CA, Instant.now(), parameters);
	}

	static RefusingServer inPlainText() throws IOException {
		return new RefusingServer((socket) -> {
			OutputStream out = socket.getOutputStream();
			out.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			out.flush();
		});
	}

	static RefusingServer silent() throws IOException {
		return new RefusingServer((socket) -> {
		});
	}

	private static RefusingServer tls(IssuedCertificate identity, DevCa callers, Instant now, SSLParameters parameters)
			throws Exception {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(identity.keyStore("PKCS12", PASSWORD, "server"), PASSWORD);
		PKIXBuilderParameters path = new PKIXBuilderParameters(callers.trustStore(), new X509CertSelector());
		path.setRevocationEnabled(false);
		path.setDate(Date.from(now));
		TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
		trust.init(new CertPathTrustManagerParameters(path));
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		parameters.setNeedClientAuth(true);
		return new RefusingServer((socket) -> {
			SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
			tls.setSSLParameters(parameters);
			tls.startHandshake();
		});
	}

	String url() {
		return "https://localhost:" + this.listening.getLocalPort();
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				Socket socket = this.listening.accept();
				socket.setSoTimeout(20_000);
				this.executor.execute(() -> serve(socket));
			}
			catch (IOException ex) {
				// Closed by the test
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			try {
				this.script.play(socket);
			}
			catch (IOException ex) {
				// What the caller is told is what counts
			}
			socket.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			return;
		}
	}

	@Override
	public void close() throws IOException {
		this.listening.close();
		this.executor.shutdownNow();
	}

	/**
	 * What is done with a connection.
	 */
	@FunctionalInterface
	private interface Script {

		void play(Socket socket) throws IOException;

	}

	private static final class WithoutEllipticCurves implements AlgorithmConstraints {

		@Override
		public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
			return !primitives.contains(CryptoPrimitive.SIGNATURE)
					|| (!algorithm.contains("ECDSA") && !algorithm.contains("Ed") && !algorithm.startsWith("ecdsa"));
		}

		@Override
		public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
			return true;
		}

		@Override
		public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, Key key,
				AlgorithmParameters parameters) {
			return permits(primitives, algorithm, parameters);
		}

	}

}
