package io.mtlsboot.handshake;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A handshake that was completed.
 *
 * @param side which side we are on
 * @param connection who was connected with whom, and how
 * @param own our own certificate, or {@code null} if the peer did not ask for it or a
 * session was resumed
 * @param duration from the first byte to the end of the handshake
 */
public record HandshakeSuccess(HandshakeSide side, HandshakeConnection connection, @Nullable OwnCertificate own,
		Duration duration) {

	/**
	 * Whether an earlier session was resumed, so that the peer presented nothing.
	 * @return {@code null} if the engine does not tell
	 */
	public @Nullable Boolean resumed() {
		return this.connection.resumed();
	}

}
