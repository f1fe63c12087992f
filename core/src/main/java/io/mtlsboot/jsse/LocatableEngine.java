package io.mtlsboot.jsse;

import io.mtlsboot.handshake.HandshakeConnection;

/**
 * An engine of one of our contexts that can be told which connection it serves: an engine
 * sees bytes and no addresses.
 */
public interface LocatableEngine {

	/**
	 * Tells the engine where it is, before the handshake is over. What it has found out
	 * by itself, such as the TLS version, it keeps.
	 * @param connection the addresses, and the name that the caller asked for if it is
	 * known
	 */
	void locate(HandshakeConnection connection);

}
