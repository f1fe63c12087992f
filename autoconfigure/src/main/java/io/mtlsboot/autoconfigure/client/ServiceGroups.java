package io.mtlsboot.autoconfigure.client;

import java.net.URI;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientProperties;
import org.springframework.boot.http.client.autoconfigure.HttpClientSettingsPropertyMapper;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties;

/**
 * The groups of HTTP services that are named like a client, and what
 * {@code spring.http.serviceclient} says of them.
 *
 * @param clients the clients
 * @param properties the settings of groups, if Boot has read them
 */
record ServiceGroups(MtlsClients clients, @Nullable HttpServiceClientProperties properties) {

	/**
	 * The base URL of a client for its group, unless the group has its own.
	 * @param group the name of the group
	 * @return the URL
	 * @throws MtlsConfigurationException if the group's own settings contradict the
	 * client's
	 */
	URI baseUrl(String group) {
		HttpClientProperties settings = get(group);
		if (settings != null) {
			String property = "spring.http.serviceclient." + group;
			requireNoBundle(property, group, settings);
			requireHttps(property, settings.getBaseUrl());
		}
		return this.clients.get(group).url();
	}

	/**
	 * The timeouts and redirects of a group.
	 * @param group the name of the group
	 * @return its settings, or {@code null} if it has none of its own
	 */
	@Nullable HttpClientSettings settings(String group) {
		HttpClientSettings settings = new HttpClientSettingsPropertyMapper(null, null).map(get(group));
		return settings.equals(HttpClientSettings.defaults()) ? null : settings;
	}

	private @Nullable HttpClientProperties get(String group) {
		return (this.properties != null) ? this.properties.get(group) : null;
	}

	private static void requireNoBundle(String property, String group, HttpClientProperties settings) {
		if (settings.getSsl() != null && settings.getSsl().getBundle() != null) {
			throw new MtlsConfigurationException(
					"Properties contradict each other: '" + property + ".ssl.bundle' and 'mtls.clients." + group
							+ "' both say which TLS the group '" + group + "' uses, expected one",
					"Remove '" + property + ".ssl.bundle', or name the client in 'mtls.clients' differently.");
		}
	}

	private static void requireHttps(String property, @Nullable String baseUrl) {
		if (baseUrl != null && !baseUrl.isBlank() && !baseUrl.regionMatches(true, 0, "https:", 0, 6)) {
			throw new MtlsConfigurationException(
					"Property '" + property + ".base-url' is '" + PrintableText.of(baseUrl)
							+ "'; expected an https URL: the group uses a client over mutual TLS",
					"Set '" + property + ".base-url' to an https URL, or remove it: the client has a URL.");
		}
	}

}
