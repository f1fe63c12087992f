package io.mtlsboot.autoconfigure.client;

import java.time.Duration;

import io.mtlsboot.autoconfigure.MtlsContexts;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Boot's customizers and settings, and ours over them.
 */
class BootSettingsIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void callWhenCustomizersSetHeaderAndTransportThenHeaderIsSentOverOurTransport(HttpLibrary library)
			throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			library.configure(Runners.calling(server)).withUserConfiguration(Customizers.class).run((context) -> {
				assertThat(library.call(context)).isEqualTo("CN=web");
				assertThat(server.calls().get(0).header()).isEqualTo("customized");
			});
		}
	}

	@Test
	void callWhenBuilderIsCustomizedThenCustomizationApplies() throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			Runners.calling(server).withUserConfiguration(UserAgent.class).run((context) -> {
				HttpLibrary.HTTP_COMPONENTS.call(context);
				assertThat(server.calls().get(0).userAgent()).isEqualTo("shop");
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "HTTP_COMPONENTS,spring.http.clients.read-timeout", "HTTP_COMPONENTS,mtls.http.read-timeout",
			"HTTP_COMPONENTS,mtls.clients.orders.http.read-timeout", "JDK,mtls.http.read-timeout",
			"REACTIVE_REACTOR,mtls.clients.orders.http.read-timeout" })
	void callWhenAnswerTakesTooLongThenGivesUp(HttpLibrary library, String property) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			library.configure(Runners.calling(server))
				.withPropertyValues(property + "=300ms")
				.run((context) -> assertThatThrownBy(() -> library.status(context, "/silent"))
					.hasStackTraceContaining("imeout"));
		}
	}

	@Test
	void callWhenBuilderIsQualifiedThenPresentsIdentityToAnyHost() throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			Runners.withMaterial().withUserConfiguration(Builders.class).run((context) -> {
				String url = server.url("127.0.0.1");
				assertThat(context.getBean(RestClient.class).get().uri(url).retrieve().body(String.class))
					.isEqualTo("CN=web");
				assertThat(context.getBean(WebClient.class).get().uri(url).retrieve().bodyToMono(String.class).block())
					.isEqualTo("CN=web");
			});
		}
	}

	@Test
	void callWhenBodyIsSentThenArrives() throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			Runners.calling(server).run((context) -> {
				RestClient orders = context.getBean(RestClient.class);
				assertThat(orders.post().uri("/").body("written").retrieve().body(String.class)).isEqualTo("written");
				assertThat(orders.post()
					.uri("/")
					.body((output) -> output.write("streamed".getBytes()))
					.retrieve()
					.body(String.class)).isEqualTo("streamed");
			});
		}
	}

	@Test
	void poolWhenNothingIsConfiguredThenIsFitForServices() {
		pool(Runners.withMaterial(), 200, 50, 60, 600);
	}

	@Test
	void poolWhenConfiguredThenNearestWins() {
		pool(Runners.withMaterial()
			.withPropertyValues("mtls.http.max-connections=20", "mtls.http.max-connections-per-route=5",
					"mtls.http.keep-alive=5s", "mtls.http.time-to-live=1m",
					"mtls.clients.orders.http.max-connections-per-route=7", "mtls.clients.orders.http.keep-alive=7s"),
				20, 7, 7, 60);
	}

	private static void pool(ApplicationContextRunner runner, int total, int route, long keepAlive, long timeToLive) {
		runner.withPropertyValues("mtls.clients.orders.url=https://orders").run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			Connections connections = context.getBean(MtlsClients.class).get("orders").connections();
			RequestFactories factories = new RequestFactories(ClientHttpRequestFactoryBuilder.httpComponents(),
					HttpClientSettings.defaults(), connections, contexts);
			Object client = ((HttpComponentsClientHttpRequestFactory) factories.over(contexts.client("orders")).value())
				.getHttpClient();
			PoolingHttpClientConnectionManager manager = (PoolingHttpClientConnectionManager) ReflectionTestUtils
				.getField(client, "connManager");
			assertThat(manager).isNotNull();
			assertThat(manager.getMaxTotal()).isEqualTo(total);
			assertThat(manager.getDefaultMaxPerRoute()).isEqualTo(route);
			assertThat(((Configurable) client).getConfig().getConnectionKeepAlive().toSeconds()).isEqualTo(keepAlive);
			assertThat(connections.timeToLive()).isEqualTo(Duration.ofSeconds(timeToLive));
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		RestClientCustomizer restClientCustomizer() {
			return (builder) -> builder.defaultHeader("X-Test", "customized")
				.requestFactory(new SimpleClientHttpRequestFactory());
		}

		@Bean
		WebClientCustomizer webClientCustomizer() {
			return (builder) -> builder.defaultHeader("X-Test", "customized");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserAgent {

		@Bean
		ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder> userAgent() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.setUserAgent("shop"))
				.withConnectionManagerCustomizer((manager) -> manager.setTlsSocketStrategy(null));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Builders {

		@Bean
		RestClient restClient(@Qualifier("mtls") RestClient.Builder builder) {
			return builder.build();
		}

		@Bean
		WebClient webClient(@Qualifier("mtls") WebClient.Builder builder) {
			return builder.build();
		}

	}

}
