package io.mtlsboot.handshake;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A handshake that failed.
 *
 * @param time when it failed
 * @param side which side we are on
 * @param reason why
 * @param detail both sides of the mismatch or what the TLS engine reported; printable
 * @param presented the certificates that the peer presented, as far as they are known
 * @param peer the address or host name of the peer, or {@code null} if it is not known
 * @param duration from the first byte to the failure
 */
public record HandshakeFailure(Instant time, HandshakeSide side, RejectionReason reason, String detail,
		List<X509Certificate> presented, @Nullable String peer, Duration duration) {

	/**
	 * Copies the certificates.
	 * @param time when it failed
	 * @param side which side we are on
	 * @param reason why
	 * @param detail both sides of the mismatch; printable
	 * @param presented the certificates that the peer presented
	 * @param peer the address or host name of the peer, or {@code null}
	 * @param duration from the first byte to the failure
	 */
	public HandshakeFailure {
		presented = List.copyOf(presented);
	}

}
