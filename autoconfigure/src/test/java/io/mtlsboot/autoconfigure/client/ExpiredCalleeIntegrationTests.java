package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import io.mtlsboot.autoconfigure.EngineSelection;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.jsse.MtlsContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A callee whose certificate expires while we have a connection to it.
 */
class ExpiredCalleeIntegrationTests {

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private volatile Instant time = this.now;

	@ParameterizedTest
	@EnumSource(mode = Mode.MATCH_NONE, names = "REACTIVE.*")
	void callWhenCertificateOfCalleeExpiredSinceThenNeitherConnectionNorSessionIsUsedAgain(HttpLibrary library)
			throws Exception {
		IssuedCertificate orders = TestPki.CA.issue((leaf) -> leaf.dns("localhost")
			.purposes(Purpose.SERVER_AUTH)
			.notBefore(this.now.minusSeconds(60))
			.notAfter(this.now.plusSeconds(600)));
		try (CalleeServer server = CalleeServer.start(orders, TestPki.CA)) {
			library.configure(Runners.calling(server)).run((context) -> {
				MtlsContexts contexts = contexts(context);
				RotatingRequestFactory factory = factory(context, contexts);
				call(factory, server.url());
				MtlsContext first = contexts.client("orders");
				this.time = this.now.plusSeconds(599);
				call(factory, server.url());
				assertThat(contexts.client("orders")).isSameAs(first);
				this.time = this.now.plusSeconds(601).plus(Duration.ofMinutes(5));
				assertThatThrownBy(() -> call(factory, server.url())).hasStackTraceContaining("EXPIRED");
				assertThat(server.calls()).hasSize(2);
				assertThat(contexts.client("orders")).isNotSameAs(first);
				assertThat(contexts.client("orders").generation()).isEqualTo(first.generation());
				factory.close();
			});
		}
	}

	private MtlsContexts contexts(ApplicationContext context) {
		return new MtlsContexts(context.getBean(MtlsProperties.class), context.getBean(MtlsMaterials.class),
				context.getBean(IdentityExtractor.class), context.getBean(MtlsRevocation.class),
				context.getBean(EngineSelection.class), context.getBean(RecordingListener.class), new MovingClock());
	}

	private static RotatingRequestFactory factory(ApplicationContext context, MtlsContexts contexts) {
		RequestFactories factories = new RequestFactories(
				FollowingRequestFactoryBuilder.unwrap(context.getBean(ClientHttpRequestFactoryBuilder.class)),
				HttpClientSettings.defaults(), context.getBean(MtlsClients.class).get("orders").connections(),
				contexts);
		Rotating<ClientHttpRequestFactory> rotating = new Rotating<>(
				ClientTls.of("orders", context.getBean(MtlsMaterials.class), contexts), factories::over);
		return RotatingRequestFactory.tlsOnly(rotating);
	}

	private static void call(RotatingRequestFactory factory, String url) throws IOException {
		try (ClientHttpResponse response = factory.createRequest(URI.create(url + "/"), HttpMethod.GET).execute()) {
			response.getBody().readAllBytes();
		}
	}

	private final class MovingClock extends Clock {

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return ExpiredCalleeIntegrationTests.this.time;
		}

	}

}
