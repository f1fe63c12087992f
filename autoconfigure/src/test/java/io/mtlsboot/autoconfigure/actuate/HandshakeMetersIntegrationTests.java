package io.mtlsboot.autoconfigure.actuate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsContexts;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Real handshakes reach the meters through the contexts that everybody uses.
 */
class HandshakeMetersIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, MtlsMetricsAutoConfiguration.class))
		.withBean(MaterialSources.class, Materials::current);

	@Test
	void verifyWhenCallerIsAdmittedThenBothSidesCountASuccess() {
		this.runner.run((context) -> {
			assertThat(call(context.getBean(MtlsContexts.class))).isEqualTo(204);
			assertThat(count(context.getBean(MeterRegistry.class), "server", "success", "none")).isEqualTo(1);
			assertThat(count(context.getBean(MeterRegistry.class), "client", "success", "none")).isEqualTo(1);
			assertThat(count(context.getBean(MeterRegistry.class), "server", "failed", null)).isZero();
		});
	}

	@Test
	void verifyWhenCallerIsNotAdmittedThenServerCountsTheReason() {
		this.runner.withPropertyValues("mtls.server.callers=spiffe://shop.example/somebody-else").run((context) -> {
			assertThatIOException().isThrownBy(() -> call(context.getBean(MtlsContexts.class)));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(count(registry, "server", "failed", "IDENTITY_NOT_ADMITTED")).isPositive();
			assertThat(count(registry, "server", "success", null)).isZero();
		});
	}

	private static long count(MeterRegistry registry, String side, String result, String reason) {
		return registry.get("mtls.handshakes")
			.tags("side", side, "result", result)
			.timers()
			.stream()
			.filter((timer) -> reason == null || reason.equals(timer.getId().getTag("reason")))
			.mapToLong((timer) -> timer.count())
			.sum();
	}

	private static int call(MtlsContexts contexts) throws IOException, InterruptedException {
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(contexts.server().sslContext()));
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		server.start();
		try {
			HttpClient client = HttpClient.newBuilder()
				.sslContext(contexts.defaultClient().sslContext())
				.connectTimeout(Duration.ofSeconds(20))
				.build();
			URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
			HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
			return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
		}
		finally {
			server.stop(0);
		}
	}

}
