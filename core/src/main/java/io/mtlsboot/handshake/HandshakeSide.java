package io.mtlsboot.handshake;

import java.util.Locale;

/**
 * Which side of the handshake we are on.
 */
public enum HandshakeSide {

	/**
	 * We accepted the connection.
	 */
	SERVER,

	/**
	 * We opened the connection.
	 */
	CLIENT;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
