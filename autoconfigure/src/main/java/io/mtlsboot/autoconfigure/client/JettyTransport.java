package io.mtlsboot.autoconfigure.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.mtlsboot.jsse.MtlsContext;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.JettyClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Jetty's client, whose pool and threads end with its transport: neither Spring's request
 * factory nor its connector stops a client that it was given.
 */
final class JettyTransport {

	private final List<HttpClient> clients = new CopyOnWriteArrayList<>();

	private JettyTransport() {
	}

	/**
	 * A client as it is configured.
	 * @param builder the builder
	 * @param settings all that Boot needs
	 * @return the transport
	 */
	static Transport<ClientHttpRequestFactory> of(JettyClientHttpRequestFactoryBuilder builder,
			HttpClientSettings settings) {
		JettyTransport jetty = new JettyTransport();
		return new Transport<>(builder.withHttpClientCustomizer(jetty.clients::add).build(settings), jetty::close);
	}

	/**
	 * A client as it is configured.
	 * @param builder the builder
	 * @param settings all that Boot needs
	 * @return the transport
	 */
	static Transport<ClientHttpConnector> of(JettyClientHttpConnectorBuilder builder, HttpClientSettings settings) {
		JettyTransport jetty = new JettyTransport();
		return new Transport<>(builder.withHttpClientCustomizer(jetty.clients::add).build(settings), jetty::close);
	}

	/**
	 * A client with a context of ours, which no customizer of the application takes away.
	 * @param builder the builder
	 * @param settings without a bundle
	 * @param context the context
	 * @return the transport
	 */
	static Transport<ClientHttpRequestFactory> of(JettyClientHttpRequestFactoryBuilder builder,
			HttpClientSettings settings, MtlsContext context) {
		Tls tls = new Tls(factory(context));
		return of(builder.withClientConnectorCustomizerCustomizer(tls::set).withHttpClientCustomizer(tls::require),
				settings);
	}

	/**
	 * A client with a context of ours, which no customizer of the application takes away.
	 * @param builder the builder
	 * @param settings without a bundle
	 * @param context the context
	 * @return the transport
	 */
	static Transport<ClientHttpConnector> of(JettyClientHttpConnectorBuilder builder, HttpClientSettings settings,
			MtlsContext context) {
		Tls tls = new Tls(factory(context));
		return of(builder.withClientConnectorCustomizerCustomizer(tls::set).withHttpClientCustomizer(tls::require),
				settings);
	}

	private static SslContextFactory.Client factory(MtlsContext context) {
		SslContextFactory.Client factory = new SslContextFactory.Client();
		factory.setSslContext(context.sslContext());
		factory.setIncludeProtocols(context.profile().protocols().toArray(String[]::new));
		factory.setExcludeProtocols();
		factory.setIncludeCipherSuites(context.profile().cipherSuites().toArray(String[]::new));
		factory.setExcludeCipherSuites();
		return factory;
	}

	private void close() {
		this.clients.forEach((client) -> Closing.later(client::stop));
	}

	/**
	 * The TLS of one client.
	 *
	 * @param factory Jetty's view of our context
	 */
	private record Tls(SslContextFactory.Client factory) {

		void set(ClientConnector connector) {
			connector.setSslContextFactory(this.factory);
		}

		void require(HttpClient client) {
			if (client.getSslContextFactory() != this.factory) {
				throw new IllegalStateException(
						"Unable to protect Jetty's client: a customizer replaced its connector; "
								+ "expected a transport over the connector that it was given");
			}
		}

	}

}
