package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.benchmarks.process.Material;

/**
 * Asks once, and verifies what the load generator takes for granted: whose certificate it
 * is, that the answer has the caller's name, and that nobody gets in without one.
 */
final class Probe {

	private static final char[] PASSWORD = "probe".toCharArray();

	private static final int TIMEOUT = 10_000;

	private final SSLContext named;

	private final SSLContext nameless;

	Probe(Material material) throws GeneralSecurityException, IOException {
		this.named = context(material, material.caller().keyStore("PKCS12", PASSWORD, "caller"));
		KeyStore empty = KeyStore.getInstance("PKCS12");
		empty.load(null, PASSWORD);
		this.nameless = context(material, empty);
	}

	/**
	 * Returns why a server is not what it says it is.
	 * @param server a server with mutual TLS
	 * @return what is wrong, or empty
	 */
	String judge(RunningServer server) {
		String problem = greet(server);
		if (!problem.isEmpty()) {
			return problem;
		}
		try {
			String answer = ask(server.port(), this.nameless);
			return answer.startsWith("HTTP/1.1 200") ? "lets in who has no certificate" : "";
		}
		catch (IOException ex) {
			// As it should be
			return "";
		}
	}

	/**
	 * Returns why a server does not do what it is there for.
	 * @param server a server with mutual TLS
	 * @return what is wrong, or empty
	 */
	String greet(RunningServer server) {
		try {
			String answer = ask(server.port(), this.named);
			if (!answer.startsWith("HTTP/1.1 200") || !answer.contains("hello ")) {
				return "answers a caller with '" + answer.lines().findFirst().orElse("") + "'";
			}
			if (server.contestant().greetsByName() && !answer.contains(Material.CALLER_NAME)) {
				return "does not name the caller in '" + answer.substring(answer.indexOf("hello ")) + "'";
			}
			return "";
		}
		catch (IOException ex) {
			return "refuses a caller: " + ex.getMessage();
		}
	}

	/**
	 * Returns what a server presents now.
	 * @param port where it listens
	 * @return its leaf
	 */
	X509Certificate presented(int port) throws IOException {
		try (SSLSocket socket = connect(port, this.named)) {
			return (X509Certificate) socket.getSession().getPeerCertificates()[0];
		}
	}

	private static String ask(int port, SSLContext context) throws IOException {
		try (SSLSocket socket = connect(port, context)) {
			socket.getOutputStream()
				.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
		}
	}

	private static SSLSocket connect(int port, SSLContext context) throws IOException {
		Socket plain = new Socket();
		plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT);
		plain.setSoTimeout(TIMEOUT);
		SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
		SSLParameters parameters = socket.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		socket.setSSLParameters(parameters);
		socket.startHandshake();
		return socket;
	}

	private static SSLContext context(Material material, KeyStore keys) throws GeneralSecurityException {
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
		keyManagers.init(keys, PASSWORD);
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
		trustManagers.init(material.ca().trustStore());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
		return context;
	}

}
