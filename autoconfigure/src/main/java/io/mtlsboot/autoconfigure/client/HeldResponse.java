package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response that keeps the pool of its connection open until it is closed.
 */
final class HeldResponse implements ClientHttpResponse {

	private final AtomicBoolean closed = new AtomicBoolean();

	private final ClientHttpResponse response;

	private final Held<?> held;

	HeldResponse(ClientHttpResponse response, Held<?> held) {
		this.response = response;
		this.held = held;
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.response.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.response.getHeaders();
	}

	@Override
	public InputStream getBody() throws IOException {
		return this.response.getBody();
	}

	@Override
	public void close() {
		try {
			this.response.close();
		}
		finally {
			if (this.closed.compareAndSet(false, true)) {
				this.held.release();
			}
		}
	}

}
