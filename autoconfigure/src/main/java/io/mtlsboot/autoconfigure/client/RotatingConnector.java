package io.mtlsboot.autoconfigure.client;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * Sends every request over the generation of material that is current when it is sent. It
 * never speaks plain HTTP, and never blocks the thread that subscribes: material is read
 * on a thread that may block.
 */
final class RotatingConnector implements ClientHttpConnector {

	private final Rotating<ClientHttpConnector> connectors;

	RotatingConnector(Rotating<ClientHttpConnector> connectors) {
		this.connectors = connectors;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		if (!ClientUrl.isHttps(uri)) {
			return Mono.error(() -> new PlainHttpRefusedException(uri));
		}
		return held().flatMap((held) -> exchange(held, method, uri, requestCallback));
	}

	private Mono<Held<ClientHttpConnector>> held() {
		return Mono.defer(() -> {
			Mono<Held<ClientHttpConnector>> held = Mono.fromSupplier(this.connectors::acquire);
			return this.connectors.isReady() ? held : held.subscribeOn(Schedulers.boundedElastic());
		}).doOnDiscard(Held.class, (held) -> held.release());
	}

	private Mono<ClientHttpResponse> exchange(Held<ClientHttpConnector> held, HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		AtomicBoolean released = new AtomicBoolean();
		Runnable release = () -> {
			if (released.compareAndSet(false, true)) {
				held.release();
			}
		};
		AtomicBoolean answered = new AtomicBoolean();
		return held.value()
			.connect(method, uri, requestCallback)
			.<ClientHttpResponse>map((response) -> new HeldReactiveResponse(response, release))
			.doOnNext((response) -> answered.set(true))
			.doFinally((signal) -> {
				// from the response on, the end of its body releases
				if (!answered.get()) {
					release.run();
				}
			});
	}

	void close() {
		this.connectors.close();
	}

}
