package io.mtlsboot.autoconfigure.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.autoconfigure.MtlsContexts;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Boot's builder, which follows our bundle where that is named and does what it always
 * does otherwise.
 *
 * @param <T> what the builder builds
 */
final class FollowingConnectorBuilder<T extends ClientHttpConnector>
		implements ClientHttpConnectorBuilder<ClientHttpConnector> {

	private final ClientHttpConnectorBuilder<T> builder;

	private final BundleClients clients;

	FollowingConnectorBuilder(ClientHttpConnectorBuilder<T> builder, BundleClients clients) {
		this.builder = builder;
		this.clients = clients;
	}

	/**
	 * Boot's builder itself.
	 * @param builder a builder, ours or not
	 * @return the builder that ours is around
	 */
	static ClientHttpConnectorBuilder<?> unwrap(ClientHttpConnectorBuilder<?> builder) {
		return (builder instanceof FollowingConnectorBuilder<?> following) ? following.builder : builder;
	}

	@Override
	public ClientHttpConnector build(@Nullable HttpClientSettings settings) {
		if (settings == null || !MtlsContexts.isPublished(settings.sslBundle())) {
			return this.builder.build(settings);
		}
		ClientHttpConnectorBuilder<T> builder = this.builder;
		return this.clients.client(
				(context, contexts) -> new BundleConnectors(builder, settings, contexts).over(context),
				RotatingConnector::anyUrl);
	}

	// Customizers are for what Boot builds, of every generation
	@Override
	public ClientHttpConnectorBuilder<ClientHttpConnector> withCustomizers(
			Collection<Consumer<ClientHttpConnector>> customizers) {
		List<Consumer<T>> each = new ArrayList<>();
		customizers.forEach((customizer) -> each.add(customizer::accept));
		return new FollowingConnectorBuilder<>(this.builder.withCustomizers(each), this.clients);
	}

}
