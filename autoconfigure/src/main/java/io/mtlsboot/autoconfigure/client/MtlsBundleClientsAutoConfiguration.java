package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Auto-configuration that makes the HTTP clients of Boot that name the bundle
 * {@code mtls} follow every rotation of it.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class)
@ConditionalOnMtls
@ConditionalOnClass(HttpClientSettings.class)
public final class MtlsBundleClientsAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ClientHttpRequestFactory.class)
	static class RequestFactoriesConfiguration {

		@Bean
		static RequestFactoryBuilderPostProcessor mtlsRequestFactoryBuilderPostProcessor(
				ObjectProvider<MtlsMaterials> materials, ObjectProvider<MtlsContexts> contexts) {
			return new RequestFactoryBuilderPostProcessor(new BundleClients(materials, contexts));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ClientHttpConnector.class, Mono.class })
	static class ConnectorsConfiguration {

		@Bean
		static ConnectorBuilderPostProcessor mtlsConnectorBuilderPostProcessor(ObjectProvider<MtlsMaterials> materials,
				ObjectProvider<MtlsContexts> contexts) {
			return new ConnectorBuilderPostProcessor(new BundleClients(materials, contexts));
		}

	}

}
