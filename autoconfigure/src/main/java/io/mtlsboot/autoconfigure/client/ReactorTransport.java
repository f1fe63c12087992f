package io.mtlsboot.autoconfigure.client;

import java.net.URI;
import java.util.Arrays;

import io.mtlsboot.jsse.MtlsContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslContext;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Reactor Netty over a context of ours, with a pool of its own. Netty's engines come from
 * our context, not from one that Netty would make of our managers: only then are they
 * observed like all others.
 */
final class ReactorTransport {

	private static final int[] REDIRECTS = { 301, 302, 303, 307, 308 };

	private final MtlsContext context;

	private final SslContext sslContext;

	private final ConnectionProvider pool;

	private final boolean followRedirects;

	ReactorTransport(MtlsContext context, Connections connections, boolean followRedirects) {
		// Reactor Netty has a pool for each remote host and no limit over all of them
		this(context,
				ConnectionProvider.builder("mtls")
					.maxConnections(connections.maxConnectionsPerRoute())
					.maxIdleTime(connections.keepAlive())
					.maxLifeTime(connections.timeToLive())
					.build(),
				followRedirects);
	}

	private ReactorTransport(MtlsContext context, ConnectionProvider pool, boolean followRedirects) {
		this.context = context;
		this.sslContext = new ReactorSslContext(context);
		this.pool = pool;
		this.followRedirects = followRedirects;
	}

	/**
	 * One with the pool that Reactor Netty has if nobody says otherwise, and with the
	 * redirects that are set already.
	 * @param context the context
	 * @return the transport
	 */
	static ReactorTransport withDefaults(MtlsContext context) {
		return new ReactorTransport(context, ConnectionProvider.create("mtls-bundle"), true);
	}

	HttpClient create() {
		return HttpClient.create(this.pool);
	}

	HttpClient apply(HttpClient client) {
		HttpClient secured = secure(client);
		return this.followRedirects ? secured.followRedirect(ReactorTransport::isSameOrigin)
				: secured.followRedirect(false);
	}

	HttpClient secure(HttpClient client) {
		return client.secure((spec) -> spec.sslContext(this.sslContext));
	}

	void close() {
		// at the end of the application its event loops may be gone before the pool
		this.pool.disposeLater().onErrorComplete().subscribe();
		this.context.retire();
	}

	// a service must not be able to make us call another one as ourselves
	private static boolean isSameOrigin(HttpClientRequest request, HttpClientResponse response) {
		int status = response.status().code();
		String location = response.responseHeaders().get(HttpHeaderNames.LOCATION);
		if (location == null || Arrays.stream(REDIRECTS).noneMatch((redirect) -> redirect == status)) {
			return false;
		}
		try {
			URI current = URI.create(request.resourceUrl());
			return Origin.of(current).equals(Origin.of(current.resolve(location)));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
