package io.mtlsboot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The connections of HTTP clients. What is not set here is taken from {@code mtls.http},
 * then from {@code spring.http.clients.*}, then from the defaults of the starter.
 *
 * @param connectTimeout How long to wait for a connection.
 * @param readTimeout How long to wait for a response.
 * @param maxConnections Maximum number of connections of a client to all hosts together.
 * Defaults to 200.
 * @param maxConnectionsPerRoute Maximum number of connections of a client to one host.
 * Defaults to 50.
 * @param keepAlive How long an idle connection is kept when the server does not say.
 * Defaults to 60 seconds.
 * @param timeToLive How long a connection is used at most. Defaults to 10 minutes.
 */
public record ConnectionProperties(@Nullable Duration connectTimeout, @Nullable Duration readTimeout,
		@Nullable Integer maxConnections, @Nullable Integer maxConnectionsPerRoute, @Nullable Duration keepAlive,
		@Nullable Duration timeToLive) {
}
