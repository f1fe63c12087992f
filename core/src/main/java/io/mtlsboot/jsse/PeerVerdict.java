package io.mtlsboot.jsse;

import java.time.Instant;
import java.util.Set;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What we think of the peer of a live connection now.
 *
 * @param cause why it is refused, or {@code null} if it is trusted
 * @param holdsUntil the last moment at which this holds, if the material stays the same
 * @param bundles the names of the trust bundles whose anchor vouches for the peer; empty
 * if it is refused or its anchor belongs to none
 */
public record PeerVerdict(@Nullable FailureCause cause, Instant holdsUntil, Set<String> bundles) {

	/**
	 * Copies the names.
	 * @param cause why it is refused, or {@code null} if it is trusted
	 * @param holdsUntil the last moment at which this holds
	 * @param bundles the names of the trust bundles whose anchor vouches for the peer
	 */
	public PeerVerdict {
		bundles = Set.copyOf(bundles);
	}

	static PeerVerdict trusted(Instant holdsUntil, Set<String> bundles) {
		return new PeerVerdict(null, holdsUntil, bundles);
	}

	static PeerVerdict refused(FailureCause cause, Instant holdsUntil) {
		return new PeerVerdict(cause, holdsUntil, Set.of());
	}

	/**
	 * The word for why it is refused.
	 * @return the reason, or {@code null} if it is trusted
	 */
	public @Nullable RejectionReason reason() {
		return (this.cause != null) ? this.cause.reason() : null;
	}

	/**
	 * Whether the peer is still one that we want.
	 * @return {@code false} if there is a reason against it
	 */
	public boolean isTrusted() {
		return this.cause == null;
	}

}
