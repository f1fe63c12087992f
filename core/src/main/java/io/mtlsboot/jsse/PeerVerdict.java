package io.mtlsboot.jsse;

import java.time.Instant;
import java.util.Set;

import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What we think of the peer of a live connection now.
 *
 * @param reason why it is refused, or {@code null} if it is trusted
 * @param evidence both sides of the mismatch, printable; empty if it is trusted
 * @param holdsUntil the last moment at which this holds, if the material stays the same
 * @param bundles the names of the trust bundles whose anchor vouches for the peer; empty
 * if it is refused or its anchor belongs to none
 */
public record PeerVerdict(@Nullable RejectionReason reason, String evidence, Instant holdsUntil, Set<String> bundles) {

	/**
	 * Copies the names.
	 * @param reason why it is refused, or {@code null} if it is trusted
	 * @param evidence both sides of the mismatch, printable; empty if it is trusted
	 * @param holdsUntil the last moment at which this holds
	 * @param bundles the names of the trust bundles whose anchor vouches for the peer
	 */
	public PeerVerdict {
		bundles = Set.copyOf(bundles);
	}

	static PeerVerdict trusted(Instant holdsUntil, Set<String> bundles) {
		return new PeerVerdict(null, "", holdsUntil, bundles);
	}

	static PeerVerdict refused(RejectionReason reason, String evidence, Instant holdsUntil) {
		return new PeerVerdict(reason, evidence, holdsUntil, Set.of());
	}

	/**
	 * Whether the peer is still one that we want.
	 * @return {@code false} if there is a reason against it
	 */
	public boolean isTrusted() {
		return this.reason == null;
	}

}
