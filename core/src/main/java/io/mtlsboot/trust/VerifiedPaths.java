package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.x509.KeyPurpose;
import io.mtlsboot.x509.RecentChains;
import org.jspecify.annotations.Nullable;

/**
 * The paths of peers that were verified lately, so that whoever connects again and again
 * is not verified from nothing each time.
 * <p>
 * Trust material and policy of a verifier never change: but for time, the same
 * certificates lead to the same path. Whether one of them is revoked is no part of that,
 * and asked each time. Nor is any refusal kept.
 */
final class VerifiedPaths {

	/** Callers of a busy service; up to twice as many are held. */
	private static final int CAPACITY = 1024;

	/** So that nothing depends for long on what was once found. */
	private static final Duration HOLDS = Duration.ofMinutes(10);

	private final RecentChains<Verified> recent = new RecentChains<>(CAPACITY);

	/**
	 * What was found for the same certificates.
	 * @param presented the certificates as presented, byte by byte
	 * @param purpose what the leaf is used for
	 * @param now the moment
	 * @return the peer, or {@code null} if it is to be verified
	 */
	@Nullable VerifiedPeer get(List<X509Certificate> presented, KeyPurpose purpose, Instant now) {
		Verified known = this.recent.get(presented, (absent) -> null);
		return (known != null && known.holds(purpose, now)) ? known.peer() : null;
	}

	/**
	 * Remembers what was found.
	 * @param presented the certificates as presented
	 * @param purpose what the leaf is used for
	 * @param now the moment
	 * @param peer the peer
	 */
	void add(List<X509Certificate> presented, KeyPurpose purpose, Instant now, VerifiedPeer peer) {
		// With certificates that are of no use, one peer could fill the memory
		if (presented.size() <= peer.path().size() + 1) {
			this.recent.put(presented, new Verified(peer, purpose, now));
		}
	}

	/**
	 * A peer that was verified.
	 *
	 * @param peer the peer
	 * @param purpose what its leaf is used for
	 * @param since when it was verified
	 */
	private record Verified(VerifiedPeer peer, KeyPurpose purpose, Instant since) {

		boolean holds(KeyPurpose required, Instant now) {
			return this.purpose == required && !now.isBefore(this.since) && !now.isAfter(this.since.plus(HOLDS))
					&& !now.isAfter(this.peer.validUntil());
		}

	}

}
