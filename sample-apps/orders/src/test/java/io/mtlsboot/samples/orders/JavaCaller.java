package io.mtlsboot.samples.orders;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A caller that is written in Java and knows nothing of us.
 *
 * @param client the JDK's own client
 */
record JavaCaller(HttpClient client) {

	static JavaCaller of(Path keyStore, String password, List<Path> believed)
			throws GeneralSecurityException, IOException {
		KeyStore keys = KeyStore.getInstance(keyStore.toFile(), password.toCharArray());
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(keys, password.toCharArray());
		KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
		anchors.load(null, null);
		for (Path file : believed) {
			try (InputStream content = Files.newInputStream(file)) {
				anchors.setCertificateEntry(file.toString(),
						CertificateFactory.getInstance("X.509").generateCertificate(content));
			}
		}
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trustManagers.init(anchors);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
		return new JavaCaller(
				HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(10)).build());
	}

	HttpResponse<String> get(String url) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

}
