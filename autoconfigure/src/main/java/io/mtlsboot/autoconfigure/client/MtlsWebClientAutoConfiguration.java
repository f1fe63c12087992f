package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration of a {@link WebClient} for every client of {@code mtls.clients},
 * with its name as qualifier, and of a {@link WebClient.Builder} with the qualifier
 * {@code mtls}.
 */
@AutoConfiguration(
		after = { MtlsClientsAutoConfiguration.class, MtlsRestClientAutoConfiguration.class,
				HttpClientAutoConfiguration.class },
		afterName = { "org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration",
				"org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration" })
@ConditionalOnMtls
@ConditionalOnClass({ WebClient.class, Mono.class, WebClientAutoConfiguration.class, HttpClientSettings.class })
public final class MtlsWebClientAutoConfiguration {

	@Bean
	@Lazy
	MtlsWebClients mtlsWebClients(MtlsClients clients, MtlsMaterials materials, MtlsContexts contexts,
			ResourceLoader resourceLoader, ObjectProvider<ClientHttpConnectorBuilder<?>> builder,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<WebClientCustomizer> customizers) {
		MtlsWebClients.BootSettings boot = new MtlsWebClients.BootSettings(
				FollowingConnectorBuilder.unwrap(builder
					.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader()))),
				settings.getIfAvailable(HttpClientSettings::defaults), () -> customizers.orderedStream().toList());
		return new MtlsWebClients(clients, materials, contexts, boot);
	}

	@Bean
	static ClientBeanRegistrar mtlsWebClientRegistrar(Environment environment) {
		return new ClientBeanRegistrar(environment, WebClient.class, "mtlsWebClients");
	}

	@Bean(defaultCandidate = false)
	@Qualifier("mtls")
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	WebClient.Builder mtlsWebClientBuilder(MtlsWebClients clients) {
		return clients.builder();
	}

}
