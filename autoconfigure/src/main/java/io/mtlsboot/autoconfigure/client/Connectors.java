package io.mtlsboot.autoconfigure.client;

import java.net.http.HttpClient;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.jsse.MtlsContext;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Builds connectors over a context with Boot's builder. What is ours is applied after
 * every customizer of the application.
 *
 * @param builder Boot's builder
 * @param settings timeouts and redirects
 * @param connections the pool
 * @param contexts a context as each library takes it
 */
record Connectors(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings, Connections connections,
		MtlsContexts contexts) {

	Transport<ClientHttpConnector> over(MtlsContext context) {
		boolean follow = this.settings.redirects() != HttpRedirects.DONT_FOLLOW;
		if (this.builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			ReactorTransport transport = new ReactorTransport(this.contexts.forReactorNetty(context), this.connections,
					follow);
			return new Transport<>(reactor.withHttpClientFactory(transport::create)
				.withHttpClientCustomizer(transport::apply)
				.build(this.settings), transport::close);
		}
		if (this.builder instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) {
			HttpComponentsTransport transport = new HttpComponentsTransport(context, this.connections, follow);
			return transport(transport.apply(httpComponents).build(this.settings));
		}
		if (this.builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return JettyTransport.of(jetty, this.settings.withRedirects(HttpRedirects.DONT_FOLLOW), context);
		}
		if (this.builder instanceof JdkClientHttpConnectorBuilder jdk) {
			return transport(
					jdk.withHttpClientCustomizer((client) -> secure(client, context)).build(withBundle(context)));
		}
		return transport(this.builder.build(withBundle(context)));
	}

	// These libraries follow redirects to any host or to none; a service must not be able
	// to make us call another one as ourselves.
	private HttpClientSettings withBundle(MtlsContext context) {
		return this.settings.withRedirects(HttpRedirects.DONT_FOLLOW).withSslBundle(this.contexts.asSslBundle(context));
	}

	private static void secure(HttpClient.Builder client, MtlsContext context) {
		client.sslContext(context.sslContext()).followRedirects(HttpClient.Redirect.NEVER);
	}

	private static Transport<ClientHttpConnector> transport(ClientHttpConnector connector) {
		return new Transport<>(connector, () -> Closing.close(connector));
	}

}
