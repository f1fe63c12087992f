package io.mtlsboot.autoconfigure.rotation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;

/**
 * A caller without any code of ours.
 *
 * @param context with its certificate and the CAs that it believes
 */
record Peer(SSLContext context) {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	static Peer of(IssuedCertificate identity, DevCa... believed) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys(identity), trust(believed).getTrustManagers(), null);
			return new Peer(context);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	HttpClient client(Version version, String protocol) {
		SSLParameters parameters = new SSLParameters();
		parameters.setProtocols(new String[] { protocol });
		return HttpClient.newBuilder()
			.version(version)
			.connectTimeout(PATIENCE)
			.sslContext(this.context)
			.sslParameters(parameters)
			.build();
	}

	static HttpResponse<String> get(HttpClient client, int port) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/hello"))
			.timeout(PATIENCE)
			.build();
		try {
			return client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Shakes hands on a connection of its own.
	 * @param port the port
	 * @return the certificate of the server
	 * @throws IOException if the server refuses
	 */
	X509Certificate handshake(int port) throws IOException {
		try (SSLSocket socket = (SSLSocket) this.context.getSocketFactory().createSocket("localhost", port)) {
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.startHandshake();
			X509Certificate presented = (X509Certificate) socket.getSession().getPeerCertificates()[0];
			// Only an answer proves that a TLS 1.3 server has taken our certificate
			socket.getOutputStream()
				.write("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes());
			String answer = new String(socket.getInputStream().readAllBytes());
			if (!answer.startsWith("HTTP/1.1 200")) {
				throw new IOException("answered " + answer);
			}
			return presented;
		}
	}

	private static KeyManager[] keys(IssuedCertificate identity) throws GeneralSecurityException {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(identity.keyStore("PKCS12", new char[0], "peer"), new char[0]);
		return keys.getKeyManagers();
	}

	private static TrustManagerFactory trust(DevCa... believed) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		for (int i = 0; i < believed.length; i++) {
			store.setCertificateEntry("ca-" + i, believed[i].rootCertificate());
		}
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory;
	}

}
