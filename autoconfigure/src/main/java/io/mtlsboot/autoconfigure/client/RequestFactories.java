package io.mtlsboot.autoconfigure.client;

import java.net.http.HttpClient;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.jsse.MtlsContext;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JettyClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.SimpleClientHttpRequestFactoryBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Builds request factories over a context with Boot's builder. What is ours is applied
 * after every customizer of the application.
 *
 * @param builder Boot's builder
 * @param settings timeouts and redirects
 * @param connections the pool
 * @param contexts a context as each library takes it
 */
record RequestFactories(ClientHttpRequestFactoryBuilder<?> builder, HttpClientSettings settings,
		Connections connections, MtlsContexts contexts) {

	Transport<ClientHttpRequestFactory> over(MtlsContext context) {
		boolean follow = this.settings.redirects() != HttpRedirects.DONT_FOLLOW;
		if (this.builder instanceof HttpComponentsClientHttpRequestFactoryBuilder httpComponents) {
			HttpComponentsTransport transport = new HttpComponentsTransport(context, this.connections, follow);
			return transport(transport.apply(httpComponents).build(this.settings));
		}
		if (this.builder instanceof ReactorClientHttpRequestFactoryBuilder reactor) {
			ReactorTransport transport = new ReactorTransport(this.contexts.forReactorNetty(context), this.connections,
					follow);
			return new Transport<>(reactor.withHttpClientFactory(transport::create)
				.withHttpClientCustomizer(transport::apply)
				.build(this.settings), transport::close);
		}
		if (this.builder instanceof JettyClientHttpRequestFactoryBuilder jetty) {
			return JettyTransport.of(jetty, this.settings.withRedirects(HttpRedirects.DONT_FOLLOW), context);
		}
		if (this.builder instanceof JdkClientHttpRequestFactoryBuilder jdk) {
			return transport(jdk.withHttpClientCustomizer((client) -> secure(client, context))
				.build(withBundle(this.contexts.asSslBundle(context))));
		}
		if (this.builder instanceof SimpleClientHttpRequestFactoryBuilder simple) {
			return transport(simple.build(withBundle(new BareSslBundle(this.contexts.asSslBundle(context)))));
		}
		return transport(this.builder.build(withBundle(this.contexts.asSslBundle(context))));
	}

	// These libraries follow redirects to any host or to none; a service must not be able
	// to make us call another one as ourselves.
	private HttpClientSettings withBundle(SslBundle bundle) {
		return this.settings.withRedirects(HttpRedirects.DONT_FOLLOW).withSslBundle(bundle);
	}

	private static void secure(HttpClient.Builder client, MtlsContext context) {
		client.sslContext(context.sslContext()).followRedirects(HttpClient.Redirect.NEVER);
	}

	private static Transport<ClientHttpRequestFactory> transport(ClientHttpRequestFactory factory) {
		return new Transport<>(factory, () -> Closing.close(factory));
	}

}
