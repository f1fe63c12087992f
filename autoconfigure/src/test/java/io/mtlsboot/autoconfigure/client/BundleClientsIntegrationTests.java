package io.mtlsboot.autoconfigure.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpServer;
import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientSsl;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The clients of Boot that name our bundle, under a rotation.
 */
class BundleClientsIntegrationTests {

	private static final String GLOBAL = "spring.http.clients.ssl.bundle=mtls";

	private final AtomicReference<TlsMaterial> material = new AtomicReference<>(TestPki.material(TestPki.WEB));

	@ParameterizedTest
	@EnumSource
	void callWhenBundleIsThatOfAllClientsThenFollowsOnNewConnection(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			library.configure(runner()).withPropertyValues(GLOBAL).run((context) -> {
				Client client = library.isReactive() ? webClient(context.getBean(WebClient.Builder.class))
						: restClient(context.getBean(RestClient.Builder.class));
				follows(context, client, server);
				assertThat(server.calls().get(1).remotePort()).isNotEqualTo(server.calls().get(0).remotePort());
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenBundleIsThatOfAllClientsThenPlainHttpGoesOn(HttpLibrary library) throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 5);
			exchange.getResponseBody().write("plain".getBytes());
			exchange.close();
		});
		server.start();
		try {
			String url = "http://127.0.0.1:" + server.getAddress().getPort();
			library.configure(runner()).withPropertyValues(GLOBAL).run((context) -> {
				Client client = library.isReactive() ? webClient(context.getBean(WebClient.Builder.class))
						: restClient(context.getBean(RestClient.Builder.class));
				assertThat(client.call(url)).isEqualTo("plain");
			});
		}
		finally {
			server.stop(0);
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenHostIsAnotherThenRefuses(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.CA.issue((leaf) -> leaf.dns("payments.shop.example")),
				TestPki.CA)) {
			library.configure(runner()).withPropertyValues(GLOBAL).run((context) -> {
				Client client = library.isReactive() ? webClient(context.getBean(WebClient.Builder.class))
						: restClient(context.getBean(RestClient.Builder.class));
				assertThatThrownBy(() -> client.call(server.url())).hasStackTraceContaining("HOST_NAME_MISMATCH");
			});
			assertThat(server.calls()).isEmpty();
		}
	}

	@Test
	void callWhenClientsNameTheBundleThemselvesThenAllFollow() throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			runner().run((context) -> follows(context, restClient(context.getBean(RestClient.Builder.class)
				.apply(context.getBean(RestClientSsl.class).fromBundle("mtls"))), server));
			runner().run((context) -> follows(context, webClient(context.getBean(WebClient.Builder.class)
				.apply(context.getBean(WebClientSsl.class).fromBundle("mtls"))), server));
			runner().withPropertyValues(GLOBAL).run((context) -> {
				RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
				follows(context, (url) -> String.valueOf(template.getForObject(url, String.class)), server);
			});
			runner().withUserConfiguration(Payments.class)
				.withPropertyValues("spring.http.serviceclient.payments.base-url=" + server.url(),
						"spring.http.serviceclient.payments.ssl.bundle=mtls")
				.run((context) -> follows(context, (url) -> context.getBean(PaymentsApi.class).caller(), server));
		}
	}

	@Test
	void callWhenApplicationHasConcreteBuilderThenItIsInjectedAndNewConnectionsFollow() throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			runner().withUserConfiguration(ConcreteBuilder.class).withPropertyValues(GLOBAL).run((context) -> {
				assertThat(context).hasNotFailed();
				follows(context, restClient(context.getBean(RestClient.Builder.class)), server);
			});
		}
	}

	@Test
	void callWhenContextWasClosedThenClientIsClosed() throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			runner().withPropertyValues(GLOBAL).run((context) -> {
				Client client = restClient(context.getBean(RestClient.Builder.class));
				client.call(server.url());
				context.close();
				assertThatThrownBy(() -> client.call(server.url())).hasMessageContaining("was closed");
			});
		}
	}

	@Test
	void callWhenBundleIsAnotherThenBuildersDoWhatTheyAlwaysDo() {
		runner().run((context) -> {
			ClientHttpRequestFactory factory = context.getBean(ClientHttpRequestFactoryBuilder.class).build();
			assertThat(factory).isNotInstanceOf(RotatingRequestFactory.class);
		});
	}

	private ApplicationContextRunner runner() {
		return Runners.withMaterial(this.material)
			.withConfiguration(AutoConfigurations.of(RestTemplateAutoConfiguration.class));
	}

	private void follows(ApplicationContext context, Client client, CalleeServer server) throws Exception {
		assertThat(client.call(server.url())).isEqualTo("CN=web");
		this.material.set(TestPki.material(TestPki.caller("CN=web-2")));
		context.getBean(MtlsMaterials.class).store(MaterialScope.BUNDLE).refresh();
		assertThat(client.call(server.url())).isEqualTo("CN=web-2");
		this.material.set(TestPki.material(TestPki.WEB));
	}

	private static Client restClient(RestClient.Builder builder) {
		RestClient client = builder.build();
		return (url) -> client.get().uri(url + "/").retrieve().requiredBody(String.class);
	}

	private static Client webClient(WebClient.Builder builder) {
		WebClient client = builder.build();
		return (url) -> client.get().uri(url + "/").retrieve().bodyToMono(String.class).blockOptional().orElseThrow();
	}

	@FunctionalInterface
	private interface Client {

		String call(String url) throws Exception;

	}

	interface PaymentsApi {

		@GetExchange("/")
		String caller();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "payments", types = PaymentsApi.class)
	static class Payments {

	}

	@Configuration(proxyBeanMethods = false)
	static class ConcreteBuilder {

		@Bean
		HttpComponentsClientHttpRequestFactoryBuilder httpComponents() {
			return ClientHttpRequestFactoryBuilder.httpComponents()
				.withDefaultRequestConfigCustomizer((config) -> config.setExpectContinueEnabled(false));
		}

		@Bean
		String user(HttpComponentsClientHttpRequestFactoryBuilder builder) {
			return builder.toString();
		}

	}

}
