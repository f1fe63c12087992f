package io.mtlsboot.jsse;

import java.time.Instant;

import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What we think of the peer of a live connection now.
 *
 * @param reason why it is refused, or {@code null} if it is trusted
 * @param evidence both sides of the mismatch, printable; empty if it is trusted
 * @param holdsUntil the last moment at which this holds, if the material stays the same
 */
public record PeerVerdict(@Nullable RejectionReason reason, String evidence, Instant holdsUntil) {

	static PeerVerdict trusted(Instant holdsUntil) {
		return new PeerVerdict(null, "", holdsUntil);
	}

	static PeerVerdict refused(RejectionReason reason, String evidence, Instant holdsUntil) {
		return new PeerVerdict(reason, evidence, holdsUntil);
	}

	/**
	 * Whether the peer is still one that we want.
	 * @return {@code false} if there is a reason against it
	 */
	public boolean isTrusted() {
		return this.reason == null;
	}

}
