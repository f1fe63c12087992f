package io.mtlsboot.autoconfigure.client;

import java.util.LinkedHashMap;
import java.util.Map;

import io.mtlsboot.autoconfigure.IdentityPatterns;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.autoconfigure.MtlsProperties;
import org.jspecify.annotations.Nullable;

/**
 * The clients of {@code mtls.clients}.
 * <p>
 * Once it exists, every one of them has a URL that can be called over TLS, and a callee
 * that is an identity pattern, if it has one. No material was read for that.
 */
final class MtlsClients {

	private final Map<String, MtlsClient> clients = new LinkedHashMap<>();

	private final Connections connections;

	/**
	 * Parses the settings.
	 * @param properties the settings
	 * @throws MtlsConfigurationException if one of them makes no sense
	 */
	MtlsClients(MtlsProperties properties) {
		this.connections = Connections.of(properties.http());
		properties.clients().forEach((name, client) -> this.clients.put(name, parse(name, client, properties)));
	}

	/**
	 * A client.
	 * @param name its name
	 * @return the client
	 * @throws IllegalArgumentException if there is none
	 */
	MtlsClient get(String name) {
		MtlsClient client = this.clients.get(name);
		if (client == null) {
			throw new IllegalArgumentException("No client '" + name + "' in 'mtls.clients'");
		}
		return client;
	}

	/**
	 * Whether there is a client.
	 * @param name its name
	 * @return whether it is one of {@code mtls.clients}
	 */
	boolean contains(String name) {
		return this.clients.containsKey(name);
	}

	/**
	 * The connections of clients that have no name.
	 * @return the connections
	 */
	Connections connections() {
		return this.connections;
	}

	private static MtlsClient parse(String name, MtlsProperties.Client client, MtlsProperties properties) {
		String prefix = "mtls.clients." + name;
		ClientUrl url = ClientUrl.parse(prefix + ".url", client.url());
		requirePattern(prefix + ".callee", client.callee());
		return new MtlsClient(name, url.value(), Connections.of(name, client.http(), properties.http()));
	}

	private static void requirePattern(String property, @Nullable String callee) {
		if (callee != null) {
			IdentityPatterns.parse(property, callee);
		}
	}

}
