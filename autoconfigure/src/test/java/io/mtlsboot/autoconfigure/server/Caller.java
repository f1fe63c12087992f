package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.mtlsboot.devca.IssuedCertificate;

/**
 * Calls a port of this machine over HTTP with the JDK's client.
 *
 * @param client with the certificate of the caller
 */
record Caller(HttpClient client) {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	static Caller with(IssuedCertificate certificate) {
		return with(certificate, Version.HTTP_2);
	}

	static Caller with(IssuedCertificate certificate, Version version) {
		return new Caller(HttpClient.newBuilder()
			.version(version)
			.connectTimeout(PATIENCE)
			.sslContext(TestPki.callerContext(certificate))
			.build());
	}

	static Caller withoutCertificate() {
		return with(null);
	}

	HttpResponse<String> get(int port) throws IOException {
		return get("https", port, "/hello");
	}

	HttpResponse<String> get(String scheme, int port, String path) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + path))
			.timeout(PATIENCE)
			.build();
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
