package io.mtlsboot.autoconfigure.client;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * Makes groups of HTTP services that are named like a client use it. The base URL is set
 * first, so that every other configurer can replace it; the request factory is set last,
 * so that none can.
 */
final class RestClientGroups {

	private RestClientGroups() {
	}

	/**
	 * Sets the base URL.
	 *
	 * @param groups the groups that are named like a client
	 */
	record BaseUrl(ServiceGroups groups) implements RestClientHttpServiceGroupConfigurer, PriorityOrdered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void configureGroups(Groups<RestClient.Builder> groups) {
			groups.filter((group) -> this.groups.clients().contains(group.name()))
				.forEachClient((group, builder) -> builder.baseUrl(this.groups.baseUrl(group.name())));
		}

	}

	/**
	 * Sets the request factory.
	 *
	 * @param groups the groups that are named like a client
	 * @param restClients has the request factories
	 */
	record Tls(ServiceGroups groups, MtlsRestClients restClients) implements RestClientHttpServiceGroupConfigurer {

		@Override
		public void configureGroups(Groups<RestClient.Builder> groups) {
			groups.filter((group) -> this.groups.clients().contains(group.name()))
				.forEachClient((group, builder) -> builder.requestFactory(requestFactory(group.name())));
		}

		private ClientHttpRequestFactory requestFactory(String group) {
			HttpClientSettings settings = this.groups.settings(group);
			return (settings != null) ? this.restClients.requestFactory(group, settings)
					: this.restClients.requestFactory(group);
		}

	}

}
