package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Groups of HTTP services that are named like a client.
 */
class ServiceGroupsIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void callWhenGroupIsNamedLikeClientThenUsesItsTlsAndUrl(Group group) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			group.configure(Runners.calling(server))
				.run((context) -> assertThat(group.call(context)).isEqualTo("CN=web"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenCalleeIsAnotherThenRefuses(Group group) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			group.configure(Runners.calling(server))
				.withPropertyValues("mtls.clients.orders.callee=spiffe://shop.example/payments")
				.run((context) -> assertThatThrownBy(() -> group.call(context))
					.hasStackTraceContaining("IDENTITY_NOT_ADMITTED"));
			assertThat(server.calls()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenGroupHasItsOwnSettingsThenTheyApplyOverOurTls(Group group) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			group.configure(runner())
				.withPropertyValues("spring.http.serviceclient.orders.base-url=" + server.url(),
						"spring.http.serviceclient.orders.read-timeout=30s",
						"spring.http.serviceclient.orders.default-header.X-Test=group")
				.withBean(RestClientCustomizer.class,
						() -> (builder) -> builder.requestFactory(new SimpleClientHttpRequestFactory()))
				.run((context) -> {
					assertThat(group.call(context)).isEqualTo("CN=web");
					assertThat(server.calls().get(0).header()).isEqualTo("group");
				});
		}
	}

	@ParameterizedTest
	@EnumSource
	void callWhenGroupHasReadTimeoutThenGivesUp(Group group) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			group.configure(Runners.calling(server))
				.withPropertyValues("spring.http.serviceclient.orders.read-timeout=300ms")
				.run((context) -> assertThatThrownBy(() -> group.wait(context)).hasStackTraceContaining("Timeout"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void startWhenGroupHasBundleBesideThenRefuses(Group group) {
		refuses(group, "Properties contradict each other: 'spring.http.serviceclient.orders.ssl.bundle'",
				"spring.http.serviceclient.orders.ssl.bundle=mtls");
	}

	@ParameterizedTest
	@EnumSource
	void startWhenBaseUrlOfGroupIsPlainHttpThenRefuses(Group group) {
		refuses(group, "Property 'spring.http.serviceclient.orders.base-url' is 'http://orders'",
				"spring.http.serviceclient.orders.base-url=http://orders");
	}

	private static ApplicationContextRunner runner() {
		return Runners.withMaterial().withPropertyValues("mtls.clients.orders.url=https://orders.invalid");
	}

	private static void refuses(Group group, String message, String property) {
		group.configure(runner())
			.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageStartingWith(message));
	}

	enum Group {

		BLOCKING {

			@Override
			ApplicationContextRunner configure(ApplicationContextRunner runner) {
				return runner.withUserConfiguration(Services.class);
			}

			@Override
			@Nullable String call(ApplicationContext context) {
				return context.getBean(OrdersApi.class).caller();
			}

			@Override
			void wait(ApplicationContext context) {
				context.getBean(OrdersApi.class).silent();
			}

		},

		REACTIVE {

			@Override
			ApplicationContextRunner configure(ApplicationContextRunner runner) {
				return runner.withUserConfiguration(ReactiveServices.class);
			}

			@Override
			@Nullable String call(ApplicationContext context) {
				return context.getBean(ReactiveOrdersApi.class).caller().block();
			}

			@Override
			void wait(ApplicationContext context) {
				context.getBean(ReactiveOrdersApi.class).silent().block();
			}

		};

		abstract ApplicationContextRunner configure(ApplicationContextRunner runner);

		abstract @Nullable String call(ApplicationContext context);

		abstract void wait(ApplicationContext context);

	}

	interface OrdersApi {

		@GetExchange("/")
		String caller();

		@GetExchange("/silent")
		String silent();

	}

	interface ReactiveOrdersApi {

		@GetExchange("/")
		Mono<String> caller();

		@GetExchange("/silent")
		Mono<String> silent();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = OrdersApi.class)
	static class Services {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = ReactiveOrdersApi.class, clientType = ClientType.WEB_CLIENT)
	static class ReactiveServices {

	}

}
