package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.jsse.MtlsContext;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.JettyClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.SimpleClientHttpRequestFactoryBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Builds request factories for clients of Boot that name our bundle, with Boot's builder
 * and its settings as they are: only the material is that of one generation.
 *
 * @param builder Boot's builder
 * @param settings what it is to build
 * @param contexts a context as each library takes it
 */
record BundleRequestFactories(ClientHttpRequestFactoryBuilder<?> builder, HttpClientSettings settings,
		MtlsContexts contexts) {

	Transport<ClientHttpRequestFactory> over(MtlsContext context) {
		SslBundle bundle = this.contexts.asSslBundle(context);
		if (this.builder instanceof ReactorClientHttpRequestFactoryBuilder reactor) {
			ReactorTransport transport = ReactorTransport.withDefaults(this.contexts.forReactorNetty(context));
			return new Transport<>(reactor.withHttpClientFactory(transport::create)
				.withHttpClientCustomizer(transport::secure)
				.build(this.settings.withSslBundle(null)), transport::close);
		}
		if (this.builder instanceof JettyClientHttpRequestFactoryBuilder jetty) {
			return JettyTransport.of(jetty, this.settings.withSslBundle(bundle));
		}
		boolean bare = this.builder instanceof SimpleClientHttpRequestFactoryBuilder;
		ClientHttpRequestFactory factory = this.builder
			.build(this.settings.withSslBundle(bare ? new BareSslBundle(bundle) : bundle));
		return new Transport<>(factory, () -> Closing.close(factory));
	}

}
