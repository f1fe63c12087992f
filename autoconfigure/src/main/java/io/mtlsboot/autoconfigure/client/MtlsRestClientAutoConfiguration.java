package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.client.RestClient;

/**
 * Auto-configuration of a {@link RestClient} for every client of {@code mtls.clients},
 * with its name as qualifier, and of a {@link RestClient.Builder} with the qualifier
 * {@code mtls}.
 * <p>
 * They are built with Boot's builders, settings and customizers, of which none can take
 * the TLS away; a customizer of Apache HttpClient that sets a connection manager of its
 * own takes it over. Redirects are followed to the service that was called and to nobody
 * else; with the JDK's client, {@code HttpURLConnection} and Jetty they are not followed.
 * <p>
 * The pool is that of {@code mtls.http} and {@code mtls.clients.<name>.http} with Apache
 * HttpClient and Reactor Netty, which has no limit over all hosts. The JDK's client has
 * system properties for it, which are the same for all clients; Jetty's is configured
 * with Boot's customizer.
 */
@AutoConfiguration(after = { MtlsClientsAutoConfiguration.class, HttpClientAutoConfiguration.class },
		afterName = {
				"org.springframework.boot.http.client.autoconfigure.imperative."
						+ "ImperativeHttpClientAutoConfiguration",
				"org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration" })
@ConditionalOnMtls
@ConditionalOnClass({ RestClient.class, RestClientAutoConfiguration.class, HttpClientSettings.class })
public final class MtlsRestClientAutoConfiguration {

	@Bean
	@Lazy
	MtlsRestClients mtlsRestClients(MtlsClients clients, MtlsMaterials materials, MtlsContexts contexts,
			ResourceLoader resourceLoader, ObjectProvider<ClientHttpRequestFactoryBuilder<?>> builder,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<RestClientCustomizer> customizers) {
		MtlsRestClients.BootSettings boot = new MtlsRestClients.BootSettings(
				FollowingRequestFactoryBuilder.unwrap(builder
					.getIfAvailable(() -> ClientHttpRequestFactoryBuilder.detect(resourceLoader.getClassLoader()))),
				settings.getIfAvailable(HttpClientSettings::defaults), () -> customizers.orderedStream().toList());
		return new MtlsRestClients(clients, materials, contexts, boot);
	}

	@Bean
	static ClientBeanRegistrar mtlsRestClientRegistrar(Environment environment) {
		return new ClientBeanRegistrar(environment, RestClient.class, "mtlsRestClients");
	}

	@Bean(defaultCandidate = false)
	@Qualifier("mtls")
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	RestClient.Builder mtlsRestClientBuilder(MtlsRestClients clients) {
		return clients.builder();
	}

}
