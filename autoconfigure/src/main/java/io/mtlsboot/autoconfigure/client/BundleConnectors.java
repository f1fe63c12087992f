package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.jsse.MtlsContext;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Builds connectors for clients of Boot that name our bundle, with Boot's builder and its
 * settings as they are: only the material is that of one generation.
 *
 * @param builder Boot's builder
 * @param settings what it is to build
 * @param contexts a context as each library takes it
 */
record BundleConnectors(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings, MtlsContexts contexts) {

	Transport<ClientHttpConnector> over(MtlsContext context) {
		if (this.builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			ReactorTransport transport = ReactorTransport.withDefaults(this.contexts.forReactorNetty(context));
			return new Transport<>(reactor.withHttpClientFactory(transport::create)
				.withHttpClientCustomizer(transport::secure)
				.build(this.settings.withSslBundle(null)), transport::close);
		}
		HttpClientSettings settings = this.settings.withSslBundle(this.contexts.asSslBundle(context));
		if (this.builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return JettyTransport.of(jetty, settings);
		}
		ClientHttpConnector connector = this.builder.build(settings);
		return new Transport<>(connector, () -> Closing.close(connector));
	}

}
