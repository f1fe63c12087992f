package io.mtlsboot.autoconfigure.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * The open connections of a Reactor Netty server, from the end of their handshake on.
 */
final class NettyConnections implements ConnectionPatrol.Beat {

	private final Map<Channel, NettyConnection> connections = new ConcurrentHashMap<>();

	private final LiveTrust trust;

	private final LastLook last;

	private final ConnectionPatrol patrol;

	NettyConnections(LiveTrust trust, ConnectionPatrol patrol) {
		this.trust = trust;
		this.last = new LastLook(trust);
		this.patrol = patrol;
	}

	@Override
	public void beat(long now, boolean thorough) {
		if (thorough || !this.last.holds()) {
			this.last.take(() -> look(now));
		}
	}

	private long look(long now) {
		return this.connections.values()
			.stream()
			.mapToLong((connection) -> connection.watch().beat(now))
			.min()
			.orElse(LastLook.HOLDS);
	}

	/**
	 * Looks after a connection whose handshake is complete.
	 * @param channel the channel of the connection
	 */
	void add(Channel channel) {
		this.connections.put(channel, new NettyConnection(channel, this.trust, System.nanoTime()));
		channel.closeFuture().addListener((closed) -> this.connections.remove(channel));
	}

	/**
	 * Guards a request. Reactor Netty says before each of them that its connection is
	 * configured.
	 * @param connection a connection of HTTP/1.1 or a stream of HTTP/2
	 */
	void guard(Connection connection) {
		Channel channel = connection.channel();
		if (channel.pipeline().get(NettyTrustHandler.class) == null) {
			NettyConnection live = get(channel);
			channel.pipeline()
				.addBefore(NettyPipeline.ReactiveBridge, NettyTrustHandler.NAME,
						new NettyTrustHandler(this.trust, this.patrol, live));
		}
	}

	@Override
	public int size() {
		return this.connections.size();
	}

	private NettyConnection get(Channel channel) {
		Channel parent = channel.parent();
		// The parent of the channel of a connection is that of the port
		NettyConnection connection = find(channel);
		if (connection == null && parent != null) {
			connection = find(parent);
			if (connection != null) {
				connection.streamOpened(channel);
			}
		}
		if (connection == null) {
			throw new IllegalStateException(
					"Unable to judge the peer of '" + channel + "': expected a connection whose handshake is complete");
		}
		return connection;
	}

	private @Nullable NettyConnection find(Channel channel) {
		return this.connections.get(channel);
	}

}
