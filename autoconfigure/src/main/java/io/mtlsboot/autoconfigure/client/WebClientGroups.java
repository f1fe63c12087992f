package io.mtlsboot.autoconfigure.client;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Makes groups of reactive HTTP services that are named like a client use it. The base
 * URL is set first, so that every other configurer can replace it; the connector is set
 * last, so that none can.
 */
final class WebClientGroups {

	private WebClientGroups() {
	}

	/**
	 * Sets the base URL.
	 *
	 * @param groups the groups that are named like a client
	 */
	record BaseUrl(ServiceGroups groups) implements WebClientHttpServiceGroupConfigurer, PriorityOrdered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void configureGroups(Groups<WebClient.Builder> groups) {
			groups.filter((group) -> this.groups.clients().contains(group.name()))
				.forEachClient((group, builder) -> builder.baseUrl(this.groups.baseUrl(group.name()).toString()));
		}

	}

	/**
	 * Sets the connector.
	 *
	 * @param groups the groups that are named like a client
	 * @param webClients has the connectors
	 */
	record Tls(ServiceGroups groups, MtlsWebClients webClients) implements WebClientHttpServiceGroupConfigurer {

		@Override
		public void configureGroups(Groups<WebClient.Builder> groups) {
			groups.filter((group) -> this.groups.clients().contains(group.name()))
				.forEachClient((group, builder) -> builder.clientConnector(connector(group.name())));
		}

		private ClientHttpConnector connector(String group) {
			HttpClientSettings settings = this.groups.settings(group);
			return (settings != null) ? this.webClients.connector(group, settings) : this.webClients.connector(group);
		}

	}

}
