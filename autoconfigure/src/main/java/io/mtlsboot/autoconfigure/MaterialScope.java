package io.mtlsboot.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.mtlsboot.x509.KeyPurpose;

/**
 * Who needs material: the server, a client, or the published SSL bundle.
 *
 * @param name the name of the store: {@code server}, {@code client},
 * {@code client:<name>} or {@code bundle}
 * @param propertyPrefix where its own settings are, such as {@code mtls.server}
 * @param purposes what its certificate must be allowed to be used for
 */
public record MaterialScope(String name, String propertyPrefix, Set<KeyPurpose> purposes) {

	/**
	 * The server's ports.
	 */
	public static final MaterialScope SERVER = new MaterialScope("server", "mtls.server",
			Set.of(KeyPurpose.SERVER_AUTH));

	/**
	 * Clients that have no name in {@code mtls.clients}.
	 */
	public static final MaterialScope DEFAULT_CLIENT = new MaterialScope("client", "mtls",
			Set.of(KeyPurpose.CLIENT_AUTH));

	/**
	 * The published SSL bundle, whose consumers may be on either side.
	 */
	public static final MaterialScope BUNDLE = new MaterialScope("bundle", "mtls", Set.of());

	/**
	 * A client of {@code mtls.clients}.
	 * @param name the name of the client
	 * @return its scope
	 */
	public static MaterialScope client(String name) {
		return new MaterialScope("client:" + name, "mtls.clients." + name, Set.of(KeyPurpose.CLIENT_AUTH));
	}

	/**
	 * Everybody who may need material.
	 * @param properties the configured clients
	 * @return the scopes
	 */
	static List<MaterialScope> all(MtlsProperties properties) {
		return Stream
			.concat(Stream.of(SERVER, DEFAULT_CLIENT, BUNDLE),
					properties.clients().keySet().stream().sorted().map(MaterialScope::client))
			.toList();
	}

}
