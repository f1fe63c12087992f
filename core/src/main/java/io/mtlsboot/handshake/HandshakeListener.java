package io.mtlsboot.handshake;

import java.util.List;

/**
 * Is told of every handshake, on the thread that ran it: it must not block. An exception
 * that it throws is dropped, so that it cannot break a connection.
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
	 * Tells several listeners, each even if another one throws.
	 * @param listeners the listeners
	 * @return one listener that tells all of them
	 */
	static HandshakeListener all(List<HandshakeListener> listeners) {
		return new HandshakeListeners(listeners);
	}

}
