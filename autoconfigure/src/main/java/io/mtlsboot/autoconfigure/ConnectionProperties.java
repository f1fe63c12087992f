package io.mtlsboot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The connections of HTTP clients. What is not set here is taken from {@code mtls.http},
 * then from {@code spring.http.clients.*}, then from the defaults of the starter.
 *
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for a response
 * @param maxConnections how many connections a client keeps in all; 200 by default
 * @param maxConnectionsPerRoute how many connections a client keeps to one host; 50 by
 * default
 * @param keepAlive how long an idle connection is kept when the server does not say; 60
 * seconds by default
 * @param timeToLive how long a connection is used at most; 10 minutes by default
 */
public record ConnectionProperties(@Nullable Duration connectTimeout, @Nullable Duration readTimeout,
		@Nullable Integer maxConnections, @Nullable Integer maxConnectionsPerRoute, @Nullable Duration keepAlive,
		@Nullable Duration timeToLive) {
}
