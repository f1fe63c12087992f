package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;

/**
 * Auto-configuration that makes groups of HTTP services named like a client of
 * {@code mtls.clients} use it.
 */
@AutoConfiguration(after = { MtlsRestClientAutoConfiguration.class, MtlsWebClientAutoConfiguration.class })
@ConditionalOnMtls
@ConditionalOnClass({ HttpServiceProxyRegistry.class, HttpServiceClientProperties.class })
@ConditionalOnBean({ HttpServiceProxyRegistry.class, MtlsClients.class })
public final class MtlsHttpServiceClientAutoConfiguration {

	@Bean
	ServiceGroups mtlsServiceGroups(MtlsClients clients, ObjectProvider<HttpServiceClientProperties> properties) {
		return new ServiceGroups(clients, properties.getIfAvailable());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientHttpServiceGroupConfigurer.class)
	@ConditionalOnBean(MtlsRestClients.class)
	static class RestClientGroupsConfiguration {

		@Bean
		RestClientGroups.BaseUrl mtlsRestClientGroupsBaseUrl(ServiceGroups groups) {
			return new RestClientGroups.BaseUrl(groups);
		}

		@Bean
		RestClientGroups.Tls mtlsRestClientGroupsTls(ServiceGroups groups, MtlsRestClients restClients) {
			return new RestClientGroups.Tls(groups, restClients);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClientHttpServiceGroupConfigurer.class)
	@ConditionalOnBean(MtlsWebClients.class)
	static class WebClientGroupsConfiguration {

		@Bean
		WebClientGroups.BaseUrl mtlsWebClientGroupsBaseUrl(ServiceGroups groups) {
			return new WebClientGroups.BaseUrl(groups);
		}

		@Bean
		WebClientGroups.Tls mtlsWebClientGroupsTls(ServiceGroups groups, MtlsWebClients webClients) {
			return new WebClientGroups.Tls(groups, webClients);
		}

	}

}
