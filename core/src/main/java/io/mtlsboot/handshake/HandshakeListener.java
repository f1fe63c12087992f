package io.mtlsboot.handshake;

import java.util.List;

/**
 * Is told of every handshake, on the thread that ran it, and of live connections whose
 * peer is no longer trusted: it must not block. An exception that it throws is dropped,
 * so that it cannot break a connection.
 */
public interface HandshakeListener {

	/**
	 * A handshake was completed.
	 * @param success what is known of it
	 */
	default void onSuccess(HandshakeSuccess success) {
	}

	/**
	 * A handshake failed.
	 * @param failure what is known of it
	 */
	default void onFailure(HandshakeFailure failure) {
	}

	/**
	 * The peer of a live connection is no longer trusted, so that a request of it was
	 * refused or the connection is being closed. Told once for each connection and
	 * reason, on whatever thread found out.
	 * @param failure what is known of it; the certificates are those that the peer
	 * presented when it connected, and the duration is zero
	 */
	default void onDistrusted(HandshakeFailure failure) {
	}

	/**
	 * Tells several listeners, each even if another one throws.
	 * @param listeners the listeners
	 * @return one listener that tells all of them
	 */
	static HandshakeListener all(List<HandshakeListener> listeners) {
		return new HandshakeListeners(listeners);
	}

}
