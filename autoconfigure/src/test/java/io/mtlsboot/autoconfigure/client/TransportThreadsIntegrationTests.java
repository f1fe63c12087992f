package io.mtlsboot.autoconfigure.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The threads of libraries that have some of their own for each client.
 */
class TransportThreadsIntegrationTests {

	private final AtomicReference<TlsMaterial> material = new AtomicReference<>(TestPki.material(TestPki.WEB));

	@ParameterizedTest
	@CsvSource({ "JETTY,HttpClient@.*", "REACTIVE_JETTY,HttpClient@.*",
			"REACTIVE_HTTP_COMPONENTS,httpclient-dispatch.*", "JDK,HttpClient-.*", "REACTIVE_JDK,HttpClient-.*",
			"REACTIVE_REACTOR,reactor-http-.*" })
	void verifyWhenRotatedOftenThenThreadsOfFormerGenerationsEnd(HttpLibrary library, String name) throws Exception {
		Pattern pattern = Pattern.compile(name);
		assertThat(library).isNotNull();
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			library.configure(Runners.withMaterial(this.material))
				.withPropertyValues("mtls.clients.orders.url=" + server.url())
				.run((context) -> {
					library.call(context);
					long one = threads(pattern);
					for (int i = 0; i < 8; i++) {
						this.material.set(TestPki.material(TestPki.caller("CN=web-" + i)));
						context.getBean(MtlsMaterials.class).store(MaterialScope.client("orders")).refresh();
						assertThat(library.call(context)).isEqualTo("CN=web-" + i);
					}
					// A handful is left, however many generations there were
					await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
						System.gc();
						assertThat(threads(pattern)).isLessThanOrEqualTo(2 * one + 2);
					});
				});
		}
	}

	private static long threads(Pattern name) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> name.matcher(thread.getName()).matches())
			.count();
	}

}
