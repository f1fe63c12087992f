package io.mtlsboot.autoconfigure.client;

import java.time.Duration;

import io.mtlsboot.jsse.MtlsContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.protocol.RedirectStrategy;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;

import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;

/**
 * Apache HttpClient 5 over a context of ours. What is set here is set last, after every
 * customizer of the application, so that none of them takes our TLS away.
 */
final class HttpComponentsTransport {

	private final MtlsContext context;

	private final Connections connections;

	private final boolean followRedirects;

	HttpComponentsTransport(MtlsContext context, Connections connections, boolean followRedirects) {
		this.context = context;
		this.connections = connections;
		this.followRedirects = followRedirects;
	}

	HttpComponentsClientHttpRequestFactoryBuilder apply(HttpComponentsClientHttpRequestFactoryBuilder builder) {
		DefaultClientTlsStrategy tls = tls();
		return builder.withTlsSocketStrategyFactory((bundle) -> tls)
			.withConnectionManagerCustomizer((manager) -> manager.setTlsSocketStrategy(tls)
				.setMaxConnTotal(this.connections.maxConnections())
				.setMaxConnPerRoute(this.connections.maxConnectionsPerRoute()))
			.withConnectionConfigCustomizer(this::apply)
			.withDefaultRequestConfigCustomizer(this::apply)
			// all requests have the same identity: without this, a connection that proved
			// it is never used by a second request
			.withHttpClientCustomizer((client) -> client.disableConnectionState().setRedirectStrategy(redirects()));
	}

	HttpComponentsClientHttpConnectorBuilder apply(HttpComponentsClientHttpConnectorBuilder builder) {
		DefaultClientTlsStrategy tls = tls();
		return builder.withTlsSocketStrategyFactory((bundle) -> tls)
			.withConnectionManagerCustomizer((manager) -> manager.setTlsStrategy(tls)
				.setMaxConnTotal(this.connections.maxConnections())
				.setMaxConnPerRoute(this.connections.maxConnectionsPerRoute()))
			.withConnectionConfigCustomizer(this::apply)
			.withDefaultRequestConfigCustomizer(this::apply)
			.withHttpClientCustomizer((client) -> client.disableConnectionState().setRedirectStrategy(redirects()));
	}

	private void apply(ConnectionConfig.Builder config) {
		config.setTimeToLive(timeValue(this.connections.timeToLive()));
	}

	private void apply(RequestConfig.Builder config) {
		config.setConnectionKeepAlive(timeValue(this.connections.keepAlive()));
	}

	private RedirectStrategy redirects() {
		return this.followRedirects ? new SameOriginRedirects() : NoRedirects.INSTANCE;
	}

	// The check of the host is our trust manager's alone. HttpClient's own verifier would
	// add a common name fall-back where there are no names, and would refuse a callee
	// whose SPIFFE ID stands in for its host name.
	private DefaultClientTlsStrategy tls() {
		return new DefaultClientTlsStrategy(this.context.sslContext(),
				this.context.profile().protocols().toArray(String[]::new),
				this.context.profile().cipherSuites().toArray(String[]::new), SSLBufferMode.STATIC,
				HostnameVerificationPolicy.BUILTIN, null);
	}

	private static TimeValue timeValue(Duration duration) {
		return TimeValue.ofMilliseconds(duration.toMillis());
	}

	/**
	 * Follows no redirect.
	 */
	private static final class NoRedirects extends DefaultRedirectStrategy {

		static final RedirectStrategy INSTANCE = new NoRedirects();

		@Override
		public boolean isRedirected(HttpRequest request, HttpResponse response, HttpContext context) {
			return false;
		}

	}

}
