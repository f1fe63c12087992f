package io.mtlsboot.samples.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.devca.IssuedCertificate;
import org.jspecify.annotations.Nullable;

/**
 * A caller from outside: the JDK's own HTTP client with a certificate, or without one.
 */
final class Caller {

	private final HttpClient client;

	Caller(X509Certificate believed, @Nullable IssuedCertificate identity)
			throws GeneralSecurityException, IOException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init((identity != null) ? new KeyManager[] { new InsistentKeyManager(identity) } : null,
				trust(believed).getTrustManagers(), null);
		this.client = HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(5)).build();
	}

	HttpResponse<String> get(String url) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static TrustManagerFactory trust(X509Certificate believed) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("ca", believed);
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory;
	}

}
