package io.mtlsboot.autoconfigure.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.autoconfigure.MtlsContexts;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Boot's builder, which follows our bundle where that is named and does what it always
 * does otherwise.
 *
 * @param <T> what the builder builds
 */
final class FollowingRequestFactoryBuilder<T extends ClientHttpRequestFactory>
		implements ClientHttpRequestFactoryBuilder<ClientHttpRequestFactory> {

	private final ClientHttpRequestFactoryBuilder<T> builder;

	private final BundleClients clients;

	FollowingRequestFactoryBuilder(ClientHttpRequestFactoryBuilder<T> builder, BundleClients clients) {
		this.builder = builder;
		this.clients = clients;
	}

	/**
	 * Boot's builder itself.
	 * @param builder a builder, ours or not
	 * @return the builder that ours is around
	 */
	static ClientHttpRequestFactoryBuilder<?> unwrap(ClientHttpRequestFactoryBuilder<?> builder) {
		return (builder instanceof FollowingRequestFactoryBuilder<?> following) ? following.builder : builder;
	}

	@Override
	public ClientHttpRequestFactory build(@Nullable HttpClientSettings settings) {
		if (settings == null || !MtlsContexts.isPublished(settings.sslBundle())) {
			return this.builder.build(settings);
		}
		ClientHttpRequestFactoryBuilder<T> builder = this.builder;
		return this.clients.client(
				(context, contexts) -> new BundleRequestFactories(builder, settings, contexts).over(context),
				RotatingRequestFactory::anyUrl);
	}

	// Customizers are for what Boot builds, of every generation
	@Override
	public ClientHttpRequestFactoryBuilder<ClientHttpRequestFactory> withCustomizers(
			Collection<Consumer<ClientHttpRequestFactory>> customizers) {
		List<Consumer<T>> each = new ArrayList<>();
		customizers.forEach((customizer) -> each.add(customizer::accept));
		return new FollowingRequestFactoryBuilder<>(this.builder.withCustomizers(each), this.clients);
	}

}
