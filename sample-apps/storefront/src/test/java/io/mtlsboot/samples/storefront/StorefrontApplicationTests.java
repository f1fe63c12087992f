package io.mtlsboot.samples.storefront;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;

import io.mtlsboot.devca.DevCaDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * The service on a real port, between a caller and a callee of the development CA.
 */
class StorefrontApplicationTests {

	@TempDir
	private Path directory;

	@Test
	void ordersWhenCalleeIsTheOrdersServiceThenCallsItAsItself() throws Exception {
		CertifiedBy ca = ca();
		try (OrdersStub orders = new OrdersStub(ca.server("orders"));
				ConfigurableApplicationContext storefront = start(orders)) {
			HttpResponse<String> response = get(storefront, "/", ca.client("web"));
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("[{\"id\":17,\"item\":\"tea towels\",\"quantity\":3}]");
			assertThat(get(storefront, "/identity", ca.client("web")).body()).contains("shop.example/storefront");
			assertThat(orders.callers()).hasSize(2)
				.allSatisfy((caller) -> assertThat(caller.getSubjectAlternativeNames())
					.contains(List.of(6, "spiffe://shop.example/storefront")));
		}
	}

	@Test
	void ordersWhenCalleeIsAnotherServiceThenItGetsNoRequest() throws Exception {
		CertifiedBy ca = ca();
		try (OrdersStub pretender = new OrdersStub(ca.server("audit"));
				ConfigurableApplicationContext storefront = start(pretender)) {
			assertThat(get(storefront, "/", ca.client("web")).statusCode()).isEqualTo(500);
			assertThat(pretender.callers()).isEmpty();
		}
	}

	@Test
	void ordersWhenCalleeIsDownThenSaysNothingOfWhy() throws Exception {
		CertifiedBy ca = ca();
		OrdersStub orders = new OrdersStub(ca.server("orders"));
		try (ConfigurableApplicationContext storefront = start(orders)) {
			orders.close();
			HttpResponse<String> response = get(storefront, "/", ca.client("web"));
			assertThat(response.statusCode()).isEqualTo(500);
			assertThat(response.body()).doesNotContain("Exception");
		}
	}

	@Test
	void ordersWhenCallerHasNoCertificateThenRefusedInTheHandshake() throws Exception {
		CertifiedBy ca = ca();
		try (OrdersStub orders = new OrdersStub(ca.server("orders"));
				ConfigurableApplicationContext storefront = start(orders)) {
			SSLContext nobody = ca.nobody();
			assertThatIOException().isThrownBy(() -> get(storefront, "/", nobody));
			assertThat(orders.callers()).isEmpty();
		}
	}

	private CertifiedBy ca() {
		return new CertifiedBy(DevCaDirectory.openOrCreate(this.directory.resolve("ca"), "shop.example"));
	}

	private ConfigurableApplicationContext start(OrdersStub orders) {
		return new SpringApplicationBuilder(StorefrontApplication.class).run("--server.port=0",
				"--server.address=127.0.0.1", "--spring.main.banner-mode=off", "--logging.level.root=off",
				"--mtls.dev-ca.directory=" + this.directory.resolve("ca"), "--mtls.clients.orders.url=" + orders.url());
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext storefront, String path, SSLContext context)
			throws IOException, InterruptedException {
		String port = storefront.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
			.timeout(Duration.ofSeconds(20))
			.build();
		return HttpClient.newBuilder()
			.sslContext(context)
			.connectTimeout(Duration.ofSeconds(20))
			.build()
			.send(request, BodyHandlers.ofString());
	}

}
