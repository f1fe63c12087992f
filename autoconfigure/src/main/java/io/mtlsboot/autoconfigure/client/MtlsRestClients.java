package io.mtlsboot.autoconfigure.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.web.client.RestClient;

/**
 * Makes {@link RestClient}s and keeps their request factories, one for each client, until
 * the application context is closed. Nothing is read before a request is sent.
 */
final class MtlsRestClients implements DisposableBean {

	private static final String DEFAULT = "*";

	private final Map<String, RotatingRequestFactory> factories = new ConcurrentHashMap<>();

	private final MtlsClients clients;

	private final MtlsMaterials materials;

	private final MtlsContexts contexts;

	private final BootSettings boot;

	MtlsRestClients(MtlsClients clients, MtlsMaterials materials, MtlsContexts contexts, BootSettings boot) {
		this.clients = clients;
		this.materials = materials;
		this.contexts = contexts;
		this.boot = boot;
	}

	/**
	 * A client of {@code mtls.clients}.
	 * @param name the name of the client
	 * @return the client
	 */
	RestClient create(String name) {
		MtlsClient client = this.clients.get(name);
		return builder(requestFactory(name)).baseUrl(client.url()).build();
	}

	/**
	 * A builder of clients that have no name.
	 * @return a new builder
	 */
	RestClient.Builder builder() {
		return builder(this.factories.computeIfAbsent(DEFAULT,
				(key) -> rotating(null, this.clients.connections(), HttpClientSettings.defaults())));
	}

	/**
	 * The request factory of a client.
	 * @param name the name of the client
	 * @return its request factory, the same for every call
	 */
	RotatingRequestFactory requestFactory(String name) {
		return this.factories.computeIfAbsent("client:" + name,
				(key) -> rotating(name, this.clients.get(name).connections(), HttpClientSettings.defaults()));
	}

	/**
	 * The request factory of a service group that has settings of its own.
	 * @param name the name of the group and of the client
	 * @param settings the settings of the group
	 * @return its request factory, the same for every call
	 */
	RotatingRequestFactory requestFactory(String name, HttpClientSettings settings) {
		return this.factories.computeIfAbsent("group:" + name,
				(key) -> rotating(name, this.clients.get(name).connections(), settings));
	}

	@Override
	public void destroy() {
		this.factories.values().forEach(RotatingRequestFactory::close);
	}

	private RestClient.Builder builder(RotatingRequestFactory requestFactory) {
		RestClient.Builder builder = RestClient.builder();
		this.boot.customizers().get().forEach((customizer) -> customizer.customize(builder));
		// after the customizers, so that none of them takes our TLS away
		return builder.requestFactory(requestFactory);
	}

	private RotatingRequestFactory rotating(@Nullable String name, Connections connections, HttpClientSettings group) {
		RequestFactories factories = new RequestFactories(this.boot.builder(),
				connections.settings(group, this.boot.settings()), connections, this.contexts);
		return RotatingRequestFactory
			.tlsOnly(new Rotating<>(ClientTls.of(name, this.materials, this.contexts), factories::over));
	}

	/**
	 * What Boot has for its own clients.
	 *
	 * @param builder builds request factories
	 * @param settings {@code spring.http.clients}
	 * @param customizers what the application and Boot do to every client
	 */
	record BootSettings(ClientHttpRequestFactoryBuilder<?> builder, HttpClientSettings settings,
			Supplier<Iterable<RestClientCustomizer>> customizers) {

	}

}
