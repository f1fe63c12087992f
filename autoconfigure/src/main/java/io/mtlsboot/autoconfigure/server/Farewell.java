package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.trust.RejectionReason;

/**
 * Why a connection ends, as a WebSocket peer is told.
 *
 * @param status the status of RFC 6455 §7.4.1
 * @param reason the reason in a word
 */
record Farewell(int status, String reason) {

	private static final int GOING_AWAY = 1001;

	private static final int VIOLATED_POLICY = 1008;

	static final Farewell AGED = new Farewell(GOING_AWAY, "max-connection-age");

	static Farewell distrusted(RejectionReason reason) {
		return new Farewell(VIOLATED_POLICY, reason.name());
	}

}
