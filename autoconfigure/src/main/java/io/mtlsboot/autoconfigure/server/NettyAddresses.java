package io.mtlsboot.autoconfigure.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.mtlsboot.handshake.HandshakeConnection;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel of Netty is.
 */
final class NettyAddresses {

	private NettyAddresses() {
	}

	static HandshakeConnection of(Channel channel) {
		return HandshakeConnection.with(port(channel.localAddress()), address(channel.remoteAddress()),
				port(channel.remoteAddress()));
	}

	private static int port(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress internet) ? internet.getPort() : 0;
	}

	private static @Nullable String address(@Nullable SocketAddress address) {
		InetAddress known = (address instanceof InetSocketAddress internet) ? internet.getAddress() : null;
		return (known != null) ? known.getHostAddress() : null;
	}

}
