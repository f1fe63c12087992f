package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.MtlsHandshakeException;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Requests that the callee refuses for our certificate while a newer one is on disk.
 */
@Timeout(180)
class RepetitionIntegrationTests {

	private static final DevCa NEW_CA = DevCa.create("new.example");

	private static final IssuedCertificate WEB_2 = NEW_CA
		.issue((leaf) -> leaf.subject("CN=web-2").purposes(Purpose.CLIENT_AUTH));

	@TempDir
	private Path directory;

	private FileMaterial material;

	// Jetty may not notice that it was refused, and waits for an answer: often over TLS
	// 1.3,
	// and once in some hundred calls over TLS 1.2
	static Stream<Arguments> librariesAndVersions() {
		return Arrays.stream(HttpLibrary.values())
			.filter((library) -> !library.toString().endsWith("JETTY"))
			.flatMap((library) -> Stream.of("TLSv1.2", "TLSv1.3").map((version) -> Arguments.of(library, version)));
	}

	static Stream<Arguments> reactiveLibrariesAndVersions() {
		return librariesAndVersions().filter((arguments) -> ((HttpLibrary) arguments.get()[0]).isReactive());
	}

	@BeforeEach
	void begin() throws IOException {
		this.material = new FileMaterial(this.directory, TestPki.material(TestPki.WEB));
	}

	@ParameterizedTest
	@MethodSource("librariesAndVersions")
	void callWhenCalleeRefusesOldCertificateAndNewIsOnDiskThenIsSentOnceMore(HttpLibrary library, String version)
			throws Exception {
		refused(library, version, (context) -> {
			materials(context);
			this.material.replace(newer());
			assertThat(library.call(context)).isEqualTo("CN=web-2");
		});
	}

	@ParameterizedTest
	@MethodSource("librariesAndVersions")
	void callWhenCalleeRefusesAndNothingNewerCameThenReadsNoFile(HttpLibrary library, String version) throws Exception {
		refused(library, version, (context) -> {
			Throwable failure = catchThrowable(() -> library.call(context));
			assertThat(failure).isNotNull();
			assertThat(this.material.loads).hasValue(1);
			// Libraries try again by themselves; what we repeat keeps what was before
			assertThat(suppressed(failure)).noneMatch(RepetitionIntegrationTests::isHandshakeFailure);
		});
	}

	@ParameterizedTest
	@MethodSource("librariesAndVersions")
	void callWhenMethodIsPostThenIsNotRepeated(HttpLibrary library, String version) throws Exception {
		refused(library, version, (context) -> {
			materials(context);
			this.material.replace(newer());
			assertThatThrownBy(() -> post(library, context)).isNotNull();
			assertThat(this.material.loads).hasValue(1);
		});
	}

	@ParameterizedTest
	@EnumSource
	void callWhenNewerIsRefusedTooThenBothFailuresAreKept(HttpLibrary library) throws Exception {
		refused(library, "TLSv1.2", (context) -> {
			materials(context);
			this.material.replace(TestPki.material(TestPki.caller("CN=web-3")));
			Throwable failure = catchThrowable(() -> library.call(context));
			assertThat(suppressed(failure)).anyMatch(RepetitionIntegrationTests::isHandshakeFailure);
			assertThat(this.material.loads).hasValue(2);
		});
	}

	@Test
	void callWhenBodyIsBufferedThenPutIsRepeated() throws Exception {
		refused(HttpLibrary.HTTP_COMPONENTS, "TLSv1.2", (context) -> {
			materials(context);
			this.material.replace(newer());
			RestClient orders = context.getBean("orders", RestClient.class);
			assertThat(orders.put().uri("/").body("written").retrieve().body(String.class)).isEqualTo("written");
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP_COMPONENTS", "JDK" })
	void callWhenBodyIsStreamedThenPutIsRepeatedOnlyIfItSaysSo(HttpLibrary library) throws Exception {
		for (boolean repeatable : List.of(true, false)) {
			this.material = new FileMaterial(this.directory, TestPki.material(TestPki.WEB));
			refused(library, "TLSv1.2", (context) -> {
				materials(context);
				this.material.replace(newer());
				Throwable failure = catchThrowable(() -> put(context, new Streamed(repeatable)));
				assertThat(failure == null).isEqualTo(repeatable);
				assertThat(this.material.loads).hasValue(repeatable ? 2 : 1);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("reactiveLibrariesAndVersions")
	void callWhenReactiveRequestHasBodyThenItIsAskedForOnceAtMost(HttpLibrary library, String version)
			throws Exception {
		AtomicInteger asked = new AtomicInteger();
		refused(library, version, (context) -> {
			materials(context);
			this.material.replace(newer());
			catchThrowable(() -> context.getBean("ordersWebClient", WebClient.class)
				.method(HttpMethod.DELETE)
				.uri("/")
				.body(Flux.defer(() -> Flux.just("body " + asked.incrementAndGet())), String.class)
				.retrieve()
				.toBodilessEntity()
				.block());
			assertThat(asked).hasValueLessThan(2);
		});
	}

	private static void put(ApplicationContext context, Streamed body) throws IOException {
		RotatingRequestFactory factory = context.getBean(MtlsRestClients.class).requestFactory("orders");
		URI uri = context.getBean(MtlsClients.class).get("orders").url().resolve("/");
		var request = factory.createRequest(uri, HttpMethod.PUT);
		((StreamingHttpOutputMessage) request).setBody(body);
		request.execute().close();
	}

	private static void post(HttpLibrary library, ApplicationContext context) {
		if (library.isReactive()) {
			context.getBean("ordersWebClient", WebClient.class).post().uri("/").retrieve().toBodilessEntity().block();
		}
		else {
			context.getBean("orders", RestClient.class).post().uri("/").retrieve().toBodilessEntity();
		}
	}

	// Loads the first generation
	private static void materials(ApplicationContext context) {
		context.getBean(MtlsMaterials.class).store(MaterialScope.client("orders")).current();
	}

	private static TlsMaterial newer() {
		return TestPki.material(WEB_2);
	}

	private static List<Throwable> suppressed(Throwable failure) {
		List<Throwable> all = new ArrayList<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			all.addAll(List.of(cause.getSuppressed()));
		}
		return all.stream().filter((ex) -> !String.valueOf(ex.getMessage()).contains("#block terminated")).toList();
	}

	private static boolean isHandshakeFailure(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch(MtlsHandshakeException.class::isInstance);
	}

	private void refused(HttpLibrary library, String version, ContextConsumer<AssertableApplicationContext> test)
			throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, NEW_CA, version)) {
			ApplicationContextRunner runner = Runners.plain()
				.withBean(MaterialSources.class, () -> (scope) -> this.material)
				// Nobody else reads the files meanwhile
				.withPropertyValues("mtls.clients.orders.url=" + server.url(), "mtls.rotation.quiet-period=1m");
			library.configure(runner).run(test);
		}
	}

	private record Streamed(boolean repeatable) implements StreamingHttpOutputMessage.Body {

		@Override
		public void writeTo(OutputStream output) throws IOException {
			output.write("streamed".getBytes());
		}

	}

}
