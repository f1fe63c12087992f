package io.mtlsboot.handshake;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A handshake that failed, or a live connection whose peer is no longer trusted.
 *
 * @param time when it failed
 * @param side which side we are on
 * @param connection who was connected with whom
 * @param cause why
 * @param presented the certificates that the peer presented, leaf first, as far as they
 * are known
 * @param own our own certificate, or {@code null} if it did not come to that
 * @param duration from the first byte to the failure
 */
public record HandshakeFailure(Instant time, HandshakeSide side, HandshakeConnection connection, FailureCause cause,
		List<X509Certificate> presented, @Nullable OwnCertificate own, Duration duration) {

	/**
	 * Copies the certificates.
	 * @param time when it failed
	 * @param side which side we are on
	 * @param connection who was connected with whom
	 * @param cause why
	 * @param presented the certificates that the peer presented, leaf first
	 * @param own our own certificate, or {@code null}
	 * @param duration from the first byte to the failure
	 */
	public HandshakeFailure {
		presented = List.copyOf(presented);
	}

	/**
	 * The word for why.
	 * @return the reason
	 */
	public RejectionReason reason() {
		return this.cause.reason();
	}

	/**
	 * Both sides of the mismatch, or what the TLS engine reported.
	 * @return a printable phrase
	 */
	public String detail() {
		return this.cause.detail();
	}

	/**
	 * The checks that were made, and the one that failed.
	 * @return every check with its outcome, in order
	 */
	public List<Check.Result> checks() {
		return this.cause.checks();
	}

	/**
	 * The address of the peer, or the host name that we called.
	 * @return the address, or {@code null} if it is not known
	 */
	public @Nullable String peer() {
		return this.connection.remoteAddress();
	}

}
