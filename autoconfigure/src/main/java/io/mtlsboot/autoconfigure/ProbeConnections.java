package io.mtlsboot.autoconfigure;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSuccess;

/**
 * The connections by which we try our own ports. Their handshakes count nowhere. Safe for
 * use by many threads.
 */
public final class ProbeConnections {

	/** A port tells of a handshake at once, or when it gives up on it. */
	private static final long FORGOTTEN_AFTER = TimeUnit.SECONDS.toNanos(30);

	private final Map<String, Long> connections = new ConcurrentHashMap<>();

	/**
	 * Notes a connection before it is opened.
	 * @param local its local address, which the port sees as that of a caller
	 */
	public void add(InetSocketAddress local) {
		long now = System.nanoTime();
		this.connections.values().removeIf((since) -> now - since > FORGOTTEN_AFTER);
		this.connections.put(local.getAddress().getHostAddress() + ' ' + local.getPort(), now);
	}

	/**
	 * A listener that hears of everything but our own connections.
	 * @param listener what it tells
	 * @return the listener
	 */
	public HandshakeListener hiddenFrom(HandshakeListener listener) {
		return new Filter(this, listener);
	}

	private boolean isProbe(HandshakeConnection connection) {
		return !this.connections.isEmpty()
				&& this.connections.remove(connection.remoteAddress() + " " + connection.remotePort()) != null;
	}

	private record Filter(ProbeConnections probes, HandshakeListener listener) implements HandshakeListener {

		@Override
		public void onSuccess(HandshakeSuccess success) {
			if (!this.probes.isProbe(success.connection())) {
				this.listener.onSuccess(success);
			}
		}

		@Override
		public void onFailure(HandshakeFailure failure) {
			if (!this.probes.isProbe(failure.connection())) {
				this.listener.onFailure(failure);
			}
		}

		@Override
		public void onDistrusted(HandshakeFailure failure) {
			this.listener.onDistrusted(failure);
		}

	}

}
