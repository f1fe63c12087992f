package io.mtlsboot.autoconfigure.client;

import org.junit.jupiter.api.Assumptions;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The HTTP libraries on the class path, through the client {@code orders}.
 */
enum HttpLibrary {

	HTTP_COMPONENTS("imperative.factory", "http-components", true),

	JDK("imperative.factory", "jdk", false),

	REACTOR("imperative.factory", "reactor", true),

	SIMPLE("imperative.factory", "simple", false),

	JETTY("imperative.factory", "jetty", false),

	REACTIVE_REACTOR("reactive.connector", "reactor", true),

	REACTIVE_JDK("reactive.connector", "jdk", false),

	REACTIVE_JETTY("reactive.connector", "jetty", false),

	REACTIVE_HTTP_COMPONENTS("reactive.connector", "http-components", true);

	private final String property;

	private final String value;

	private final boolean followsWithinService;

	HttpLibrary(String property, String value, boolean followsWithinService) {
		this.property = property;
		this.value = value;
		this.followsWithinService = followsWithinService;
	}

	ApplicationContextRunner configure(ApplicationContextRunner runner) {
		Assumptions.assumeTrue(isReactorNetty() || !isBoringSslWanted(),
				"has the JDK's engine whoever is wanted, which is tested without");
		return runner.withPropertyValues("spring.http.clients." + this.property + "=" + this.value);
	}

	boolean isReactorNetty() {
		return this.value.equals("reactor");
	}

	static boolean isBoringSslWanted() {
		return "boringssl".equals(System.getProperty("mtls.tls.engine"));
	}

	boolean followsWithinService() {
		return this.followsWithinService;
	}

	String call(ApplicationContext context) {
		return call(context, "orders");
	}

	String call(ApplicationContext context, String client) {
		if (isReactive()) {
			return context.getBean(client + "WebClient", WebClient.class)
				.get()
				.uri("/")
				.retrieve()
				.bodyToMono(String.class)
				.blockOptional()
				.orElseThrow();
		}
		return context.getBean(client, RestClient.class).get().uri("/").retrieve().requiredBody(String.class);
	}

	int status(ApplicationContext context, String uri) {
		if (isReactive()) {
			return context.getBean("ordersWebClient", WebClient.class)
				.get()
				.uri(uri)
				.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()))
				.blockOptional()
				.orElseThrow();
		}
		return context.getBean("orders", RestClient.class)
			.get()
			.uri(uri)
			.exchange((request, response) -> response.getStatusCode().value());
	}

	boolean isReactive() {
		return name().startsWith("REACTIVE");
	}

}
