package io.mtlsboot.autoconfigure.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * When a reactive request gives its transport back. A transport that a request still has
 * is not closed after a rotation.
 */
class RotatingConnectorTests {

	private static final URI ORDERS = URI.create("https://orders/");

	private final AtomicReference<TlsMaterial> material = new AtomicReference<>(TestPki.material(TestPki.WEB));

	private final List<Long> closed = new CopyOnWriteArrayList<>();

	private boolean warm = true;

	private Runnable onBuild = () -> {
	};

	@Test
	void verifyWhenConnectorThrowsThenTransportIsGivenBack() {
		run((method, uri, callback) -> {
			throw new IllegalArgumentException("not a URL for this library");
		}, (connector) -> assertThat(send(connector).onErrorComplete().blockOptional()).isEmpty());
	}

	@Test
	void verifyWhenCancelledBetweenResponseAndItsBodyThenTransportIsGivenBack() {
		run((method, uri, callback) -> Mono.just(response()),
				(connector) -> send(connector).flatMap((response) -> Mono.never()).subscribe().dispose());
	}

	@Test
	void verifyWhenCancelledWhileTransportIsBuiltThenItIsGivenBack() {
		AtomicBoolean cancelled = new AtomicBoolean();
		CountDownLatch building = new CountDownLatch(1);
		this.warm = false;
		this.onBuild = () -> {
			building.countDown();
			while (!cancelled.get()) {
				Thread.onSpinWait();
			}
		};
		run((method, uri, callback) -> Mono.never(), (connector) -> {
			Disposable request = send(connector).subscribe();
			assertThat(building.await(10, TimeUnit.SECONDS)).isTrue();
			request.dispose();
			cancelled.set(true);
		});
	}

	@Test
	void verifyWhenBodyIsReadThenTransportIsGivenBack() {
		run((method, uri, callback) -> Mono.just(response()),
				(connector) -> send(connector).flatMapMany(ClientHttpResponse::getBody)
					.blockLast(Duration.ofSeconds(10)));
	}

	@Test
	void verifyWhenBodyIsBeingReadThenTransportIsKeptUntilItEnds() {
		List<Disposable> reading = new ArrayList<>();
		run((method, uri, callback) -> Mono.just(endless()), (connector) -> {
			Disposable body = send(connector).flatMapMany(ClientHttpResponse::getBody).subscribe();
			reading.add(body);
		}, List.of());
		reading.forEach(Disposable::dispose);
		assertThat(this.closed).contains(1L);
	}

	private static MockClientHttpResponse response() {
		return new MockClientHttpResponse(HttpStatus.OK);
	}

	private static MockClientHttpResponse endless() {
		MockClientHttpResponse response = response();
		response.setBody(Flux.never());
		return response;
	}

	private static Mono<ClientHttpResponse> send(RotatingConnector connector) {
		return connector.connect(HttpMethod.GET, ORDERS, (request) -> Mono.empty());
	}

	private void run(ClientHttpConnector library, Requests requests) {
		run(library, requests, List.of(1L));
	}

	private void run(ClientHttpConnector library, Requests requests, List<Long> closed) {
		Runners.withMaterial(this.material)
			.withPropertyValues("mtls.clients.orders.url=https://orders")
			.run((context) -> {
				MtlsMaterials materials = context.getBean(MtlsMaterials.class);
				ClientTls tls = ClientTls.of("orders", materials, context.getBean(MtlsContexts.class));
				Rotating<ClientHttpConnector> rotating = new Rotating<>(tls,
						(generation) -> transport(generation, library));
				if (this.warm) {
					rotating.acquire().release();
				}
				requests.send(RotatingConnector.tlsOnly(rotating));
				this.material.set(TestPki.material(TestPki.caller("CN=web-2")));
				materials.store(MaterialScope.client("orders")).refresh();
				rotating.acquire().release();
				await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(this.closed).isEqualTo(closed));
			});
	}

	private Transport<ClientHttpConnector> transport(MtlsContext context, ClientHttpConnector library) {
		this.onBuild.run();
		long generation = context.generation().number();
		return new Transport<>(library, () -> this.closed.add(generation));
	}

	@FunctionalInterface
	private interface Requests {

		void send(RotatingConnector connector) throws Exception;

	}

}
