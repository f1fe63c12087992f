package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.net.URI;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Sends every request over the generation of material that is current when it is sent.
 */
final class RotatingRequestFactory implements ClientHttpRequestFactory {

	private final Rotating<ClientHttpRequestFactory> factories;

	private final boolean plainHttp;

	private RotatingRequestFactory(Rotating<ClientHttpRequestFactory> factories, boolean plainHttp) {
		this.factories = factories;
		this.plainHttp = plainHttp;
	}

	static RotatingRequestFactory tlsOnly(Rotating<ClientHttpRequestFactory> factories) {
		return new RotatingRequestFactory(factories, false);
	}

	static RotatingRequestFactory anyUrl(Rotating<ClientHttpRequestFactory> factories) {
		return new RotatingRequestFactory(factories, true);
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
		if (!this.plainHttp && !ClientUrl.isHttps(uri)) {
			throw new PlainHttpRefusedException(uri);
		}
		return new RotatingRequest(this.factories, uri, method);
	}

	void close() {
		this.factories.close();
	}

}
