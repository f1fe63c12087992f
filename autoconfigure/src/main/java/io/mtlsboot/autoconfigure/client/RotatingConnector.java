package io.mtlsboot.autoconfigure.client;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
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
		Mono<ClientHttpResponse> exchange = Mono
			.defer(() -> exchange(this.connectors.acquire(), method, uri, requestCallback));
		return Mono
			.defer(() -> this.connectors.isReady() ? exchange : exchange.subscribeOn(Schedulers.boundedElastic()));
	}

	private static Mono<ClientHttpResponse> exchange(Held<ClientHttpConnector> held, HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		AtomicReference<@Nullable HeldReactiveResponse> answer = new AtomicReference<>();
		AtomicBoolean released = new AtomicBoolean();
		Runnable release = () -> {
			if (released.compareAndSet(false, true)) {
				held.release();
			}
		};
		return Mono.defer(() -> held.value().connect(method, uri, requestCallback))
			.<ClientHttpResponse>map((response) -> {
				HeldReactiveResponse heldResponse = new HeldReactiveResponse(response, release);
				answer.set(heldResponse);
				return heldResponse;
			})
			// from the response on, the end of its body releases, if anybody reads it
			.doFinally((signal) -> {
				if (answer.get() == null) {
					release.run();
				}
			})
			.doOnCancel(() -> {
				HeldReactiveResponse response = answer.get();
				if (response != null) {
					response.cancel();
				}
			});
	}

	void close() {
		this.connectors.close();
	}

}
