package io.mtlsboot.handshake;

import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What refusals have in common that are counted together.
 *
 * @param kind what was refused
 * @param side which side we are on
 * @param reason why
 * @param peer who the peer says it is
 * @param place where the peer is
 * @param others whether peers are not told apart
 */
record FailureKey(FailureKind kind, HandshakeSide side, RejectionReason reason, @Nullable String peer,
		@Nullable Place place, boolean others) {

	// Whoever else is in the same network
	FailureKey neighbours() {
		Place network = (this.place != null) ? new Place(this.place.network(), this.place.network()) : null;
		return new FailureKey(this.kind, this.side, this.reason, null, network, true);
	}

	// The same peer at other places
	FailureKey roaming() {
		return new FailureKey(this.kind, this.side, this.reason, this.peer, null, true);
	}

	FailureKey anywhere() {
		return new FailureKey(this.kind, this.side, this.reason, null, null, true);
	}

	@Nullable String network() {
		return (this.place != null) ? this.place.network() : null;
	}

}
