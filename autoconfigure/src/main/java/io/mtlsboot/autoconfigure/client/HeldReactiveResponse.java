package io.mtlsboot.autoconfigure.client;

import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ClientHttpResponseDecorator;

/**
 * A response that keeps the pool of its connection open until its body has been read or
 * given up.
 */
final class HeldReactiveResponse extends ClientHttpResponseDecorator {

	private final Runnable release;

	private volatile boolean read;

	HeldReactiveResponse(ClientHttpResponse response, Runnable release) {
		super(response);
		this.release = release;
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return super.getBody().doOnSubscribe((subscription) -> this.read = true)
			.doFinally((signal) -> this.release.run());
	}

	/**
	 * Called when nobody wants the response any more. A body that is being read is
	 * cancelled for itself.
	 */
	void cancel() {
		if (!this.read) {
			this.release.run();
		}
	}

}
