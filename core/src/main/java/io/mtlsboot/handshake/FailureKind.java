package io.mtlsboot.handshake;

import java.util.Locale;

/**
 * What was refused.
 */
public enum FailureKind {

	/**
	 * A handshake.
	 */
	HANDSHAKE,

	/**
	 * A live connection, whose peer had been trusted when it connected.
	 */
	CONNECTION;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
