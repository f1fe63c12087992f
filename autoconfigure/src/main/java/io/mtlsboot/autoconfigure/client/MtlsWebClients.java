package io.mtlsboot.autoconfigure.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes {@link WebClient}s and keeps their connectors, one for each client, until the
 * application context is closed. Nothing is read before a request is sent.
 */
final class MtlsWebClients implements DisposableBean {

	private static final String DEFAULT = "*";

	private final Map<String, RotatingConnector> connectors = new ConcurrentHashMap<>();

	private final MtlsClients clients;

	private final MtlsMaterials materials;

	private final MtlsContexts contexts;

	private final BootSettings boot;

	MtlsWebClients(MtlsClients clients, MtlsMaterials materials, MtlsContexts contexts, BootSettings boot) {
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
	WebClient create(String name) {
		MtlsClient client = this.clients.get(name);
		return builder(connector(name)).baseUrl(client.url().toString()).build();
	}

	/**
	 * A builder of clients that have no name.
	 * @return a new builder
	 */
	WebClient.Builder builder() {
		return builder(this.connectors.computeIfAbsent(DEFAULT,
				(key) -> rotating(null, this.clients.connections(), HttpClientSettings.defaults())));
	}

	/**
	 * The connector of a client.
	 * @param name the name of the client
	 * @return its connector, the same for every call
	 */
	RotatingConnector connector(String name) {
		return this.connectors.computeIfAbsent("client:" + name,
				(key) -> rotating(name, this.clients.get(name).connections(), HttpClientSettings.defaults()));
	}

	/**
	 * The connector of a service group that has settings of its own.
	 * @param name the name of the group and of the client
	 * @param settings the settings of the group
	 * @return its connector, the same for every call
	 */
	RotatingConnector connector(String name, HttpClientSettings settings) {
		return this.connectors.computeIfAbsent("group:" + name,
				(key) -> rotating(name, this.clients.get(name).connections(), settings));
	}

	@Override
	public void destroy() {
		this.connectors.values().forEach(RotatingConnector::close);
	}

	private WebClient.Builder builder(RotatingConnector connector) {
		WebClient.Builder builder = WebClient.builder();
		this.boot.customizers().get().forEach((customizer) -> customizer.customize(builder));
		// after the customizers, one of which has set Boot's own connector
		return builder.clientConnector(connector);
	}

	private RotatingConnector rotating(@Nullable String name, Connections connections, HttpClientSettings group) {
		Connectors connectors = new Connectors(this.boot.builder(), connections.settings(group, this.boot.settings()),
				connections, this.contexts);
		return RotatingConnector
			.tlsOnly(new Rotating<>(ClientTls.of(name, this.materials, this.contexts), connectors::over));
	}

	/**
	 * What Boot has for its own clients.
	 *
	 * @param builder builds connectors
	 * @param settings {@code spring.http.clients}
	 * @param customizers what the application and Boot do to every client
	 */
	record BootSettings(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings,
			Supplier<Iterable<WebClientCustomizer>> customizers) {

	}

}
