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
 * never blocks the thread that subscribes: material is read on a thread that may block.
 * One without a body that the callee may have refused for our certificate is sent once
 * more if there is a newer one by then.
 */
final class RotatingConnector implements ClientHttpConnector {

	private final Rotating<ClientHttpConnector> connectors;

	private final boolean plainHttp;

	private RotatingConnector(Rotating<ClientHttpConnector> connectors, boolean plainHttp) {
		this.connectors = connectors;
		this.plainHttp = plainHttp;
	}

	static RotatingConnector tlsOnly(Rotating<ClientHttpConnector> connectors) {
		return new RotatingConnector(connectors, false);
	}

	static RotatingConnector anyUrl(Rotating<ClientHttpConnector> connectors) {
		return new RotatingConnector(connectors, true);
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		if (!this.plainHttp && !ClientUrl.isHttps(uri)) {
			return Mono.error(() -> new PlainHttpRefusedException(uri));
		}
		return onReadyThread(Mono.defer(() -> {
			Held<ClientHttpConnector> held = this.connectors.acquire();
			CalleeCall call = CalleeCall.begin(held.context(), uri);
			AtomicBoolean hasBody = new AtomicBoolean();
			return exchange(held, method, uri, (request) -> requestCallback.apply(new NotedBody(request, hasBody)))
				.onErrorResume((failure) -> {
					Throwable explained = CalleeCall.explained(call, failure);
					return (!hasBody.get() && isRepeatable(method, uri, failure))
							? repeat(held, method, uri, requestCallback, explained) : Mono.error(explained);
				});
		}));
	}

	private <T> Mono<T> onReadyThread(Mono<T> exchange) {
		return Mono
			.defer(() -> this.connectors.isReady() ? exchange : exchange.subscribeOn(Schedulers.boundedElastic()));
	}

	// A body that is published may not come a second time
	private static boolean isRepeatable(HttpMethod method, URI uri, Throwable failure) {
		return !method.equals(HttpMethod.PUT) && Repetition.isSafe(method, uri) && Repetition.mayBeRefused(failure);
	}

	private Mono<ClientHttpResponse> repeat(Held<ClientHttpConnector> held, HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback, Throwable first) {
		Mono<ClientHttpResponse> second = Mono.defer(() -> {
			Held<ClientHttpConnector> newer = this.connectors.acquire();
			CalleeCall call = CalleeCall.begin(newer.context(), uri);
			return exchange(newer, method, uri, requestCallback)
				.onErrorMap((failure) -> CalleeCall.explained(call, failure));
		}).onErrorMap((failure) -> Repetition.after(failure, first));
		return Mono.fromCallable(() -> this.connectors.isRenewedSince(held))
			.onErrorMap((failure) -> Repetition.after(first, failure))
			.flatMap((renewed) -> renewed ? second : Mono.<ClientHttpResponse>error(first))
			.subscribeOn(Schedulers.boundedElastic());
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
