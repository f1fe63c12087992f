package io.mtlsboot.autoconfigure.security;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.mtlsboot.jsse.PeerVerdicts;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NettyCallers}.
 */
class NettyCallersTests {

	private final ConnectionCaller caller = new ConnectionCaller(new PeerVerdicts(() -> {
		throw new IllegalStateException("nobody is judged here");
	}, Clock.systemUTC()).follow(List.of()));

	@Test
	void verifyWhenConnectionHasCallerThenFoundHoweverTheRequestIsWrapped() {
		assertThat(found(this.caller)).containsOnly(this.caller).hasSize(3);
	}

	@Test
	void verifyWhenConnectionHasNoCallerThenNobody() {
		assertThat(found(null)).containsOnly((ConnectionCaller) null).hasSize(3);
	}

	@Test
	void verifyWhenThereIsNoServerThenNobody() {
		assertThat(NettyCallers.of(MockServerHttpRequest.get("/").build())).isNull();
	}

	private static List<@Nullable ConnectionCaller> found(@Nullable ConnectionCaller caller) {
		List<@Nullable ConnectionCaller> found = new CopyOnWriteArrayList<>();
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.doOnConnection((connection) -> connection.channel()
				.attr(AttributeKey.<ConnectionCaller>valueOf(ConnectionCaller.ATTRIBUTE))
				.set(caller))
			.handle(new ReactorHttpHandlerAdapter((request, response) -> {
				for (ServerHttpRequest each : List.of(request, new ServerHttpRequestDecorator(request),
						request.mutate().header("X", "y").build())) {
					found.add(NettyCallers.of(each));
				}
				return Mono.empty();
			}))
			.bindNow();
		try {
			HttpClient.create().get().uri("http://127.0.0.1:" + server.port()).response().block(Duration.ofSeconds(30));
			return found;
		}
		finally {
			server.disposeNow();
		}
	}

}
