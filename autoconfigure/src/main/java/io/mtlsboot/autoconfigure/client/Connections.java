package io.mtlsboot.autoconfigure.client;

import java.time.Duration;
import java.util.function.Function;

import io.mtlsboot.autoconfigure.ConnectionProperties;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpClientSettings;

/**
 * The connections of one client: its own settings over those of all clients over the
 * defaults of the starter.
 *
 * @param own the timeouts of the client itself
 * @param shared the timeouts of all clients
 * @param maxConnections how many connections are kept in all
 * @param maxConnectionsPerRoute how many connections are kept to one host
 * @param keepAlive how long an idle connection is kept when the server does not say
 * @param timeToLive how long a connection is used at most
 */
record Connections(Timeouts own, Timeouts shared, int maxConnections, int maxConnectionsPerRoute, Duration keepAlive,
		Duration timeToLive) {

	private static final String SHARED = "mtls.http";

	private static final ConnectionProperties NOTHING = new ConnectionProperties(null, null, null, null, null, null);

	private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(60);

	private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(10);

	/**
	 * The connections of a client of {@code mtls.clients}.
	 * @param name the name of the client
	 * @param own its own settings
	 * @param shared the settings of all clients
	 * @return the connections
	 * @throws MtlsConfigurationException if a value makes no sense
	 */
	static Connections of(String name, ConnectionProperties own, ConnectionProperties shared) {
		Layers layers = new Layers("mtls.clients." + name + ".http", own, shared);
		return new Connections(Timeouts.of(layers.property(), own), Timeouts.of(SHARED, shared),
				layers.count("max-connections", ConnectionProperties::maxConnections, 200),
				layers.count("max-connections-per-route", ConnectionProperties::maxConnectionsPerRoute, 50),
				layers.duration("keep-alive", ConnectionProperties::keepAlive, DEFAULT_KEEP_ALIVE),
				layers.duration("time-to-live", ConnectionProperties::timeToLive, DEFAULT_TIME_TO_LIVE));
	}

	/**
	 * The connections of clients that have no name.
	 * @param shared the settings of all clients
	 * @return the connections
	 * @throws MtlsConfigurationException if a value makes no sense
	 */
	static Connections of(ConnectionProperties shared) {
		return of("*", NOTHING, shared);
	}

	/**
	 * The settings for Boot's builders. The nearest wins: the client's, those of its
	 * service group, those of all clients, Boot's.
	 * @param group the settings of the service group
	 * @param boot the settings of {@code spring.http.clients}
	 * @return the settings, without a bundle
	 */
	HttpClientSettings settings(HttpClientSettings group, HttpClientSettings boot) {
		return this.own.settings().orElse(group).orElse(this.shared.settings()).orElse(boot).withSslBundle(null);
	}

	private static @Nullable Duration positive(String property, @Nullable Duration value) {
		if (value != null && (value.isZero() || value.isNegative())) {
			throw new MtlsConfigurationException("Property '" + property + "' is '" + value + "'; expected more than 0",
					"Set '" + property + "' to a duration such as '5s', or remove it.");
		}
		return value;
	}

	/**
	 * How long is waited.
	 *
	 * @param connect for a connection
	 * @param read for a response
	 */
	record Timeouts(@Nullable Duration connect, @Nullable Duration read) {

		static Timeouts of(String property, ConnectionProperties properties) {
			return new Timeouts(positive(property + ".connect-timeout", properties.connectTimeout()),
					positive(property + ".read-timeout", properties.readTimeout()));
		}

		HttpClientSettings settings() {
			return HttpClientSettings.defaults().withTimeouts(this.connect, this.read);
		}

	}

	/**
	 * The settings of a client over those of all.
	 *
	 * @param property where the client's own settings are
	 * @param own the client's own settings
	 * @param shared the settings of all clients
	 */
	private record Layers(String property, ConnectionProperties own, ConnectionProperties shared) {

		int count(String key, Function<ConnectionProperties, @Nullable Integer> value, int otherwise) {
			String name = nearest(key, value);
			Integer count = get(value);
			if (count != null && count < 1) {
				throw new MtlsConfigurationException("Property '" + name + "' is '" + count + "'; expected at least 1",
						"Set '" + name + "' to the number of connections, or remove it.");
			}
			return (count != null) ? count : otherwise;
		}

		Duration duration(String key, Function<ConnectionProperties, @Nullable Duration> value, Duration otherwise) {
			Duration duration = positive(nearest(key, value), get(value));
			return (duration != null) ? duration : otherwise;
		}

		private <T> @Nullable T get(Function<ConnectionProperties, @Nullable T> value) {
			T own = value.apply(this.own);
			return (own != null) ? own : value.apply(this.shared);
		}

		private String nearest(String key, Function<ConnectionProperties, ?> value) {
			return ((value.apply(this.own) != null) ? this.property : SHARED) + "." + key;
		}

	}

}
