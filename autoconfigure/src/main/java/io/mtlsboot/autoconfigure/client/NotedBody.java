package io.mtlsboot.autoconfigure.client;

import java.util.concurrent.atomic.AtomicBoolean;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;

/**
 * A request of which it is noted that it has a body.
 */
final class NotedBody extends ClientHttpRequestDecorator {

	private final AtomicBoolean hasBody;

	NotedBody(ClientHttpRequest request, AtomicBoolean hasBody) {
		super(request);
		this.hasBody = hasBody;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		this.hasBody.set(true);
		return super.writeWith(body);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		this.hasBody.set(true);
		return super.writeAndFlushWith(body);
	}

}
