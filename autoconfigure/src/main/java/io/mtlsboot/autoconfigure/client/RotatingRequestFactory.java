package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.net.URI;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Sends every request over the generation of material that is current when it is sent. It
 * never speaks plain HTTP.
 */
final class RotatingRequestFactory implements ClientHttpRequestFactory {

	private final Rotating<ClientHttpRequestFactory> factories;

	RotatingRequestFactory(Rotating<ClientHttpRequestFactory> factories) {
		this.factories = factories;
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
		if (!ClientUrl.isHttps(uri)) {
			throw new PlainHttpRefusedException(uri);
		}
		return new RotatingRequest(this.factories, uri, method);
	}

	void close() {
		this.factories.close();
	}

}
