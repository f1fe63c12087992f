package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Failures of handshakes that nobody made.
 *
 * @param side which side we are on
 * @param reason the reason
 * @param detail the detail
 * @param presented what the peer presented
 * @param peer where the peer is
 */
public record HandshakeFailures(HandshakeSide side, RejectionReason reason, String detail,
		List<X509Certificate> presented, @Nullable String peer) {

	public static HandshakeFailures of(RejectionReason reason) {
		return new HandshakeFailures(HandshakeSide.SERVER, reason, "detail", List.of(), "192.0.2.1");
	}

	public HandshakeFailures side(HandshakeSide changed) {
		return new HandshakeFailures(changed, this.reason, this.detail, this.presented, this.peer);
	}

	public HandshakeFailures detail(String changed) {
		return new HandshakeFailures(this.side, this.reason, changed, this.presented, this.peer);
	}

	public HandshakeFailures presented(X509Certificate... changed) {
		return new HandshakeFailures(this.side, this.reason, this.detail, List.of(changed), this.peer);
	}

	public HandshakeFailures peer(@Nullable String changed) {
		return new HandshakeFailures(this.side, this.reason, this.detail, this.presented, changed);
	}

	public HandshakeFailure at(Instant time) {
		return new HandshakeFailure(time, this.side, HandshakeConnection.with(8443, this.peer, 50000),
				FailureCause.of(this.reason, this.detail, Check.CERTIFICATE), this.presented, null,
				Duration.ofMillis(3));
	}

}
