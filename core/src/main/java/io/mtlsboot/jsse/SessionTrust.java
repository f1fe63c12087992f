package io.mtlsboot.jsse;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import javax.net.ssl.SSLSession;

import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Until when the verdicts over peers hold, so that whoever resumes a session need not be
 * verified again, and how long sessions can be resumed.
 * <p>
 * Within a generation only time changes a verdict, and what becomes known of revocation.
 * It is remembered here, not in the session: what is bound to one does not survive a
 * ticket.
 */
final class SessionTrust {

	static final int MAX_SESSIONS = 10_000;

	/**
	 * How long a session can be resumed. Who is not believed for that long any more gets
	 * none: a ticket cannot be taken back.
	 */
	static final Duration RESUMABLE = Duration.ofMinutes(10);

	/** After this, no session is renewed: the peer must prove its key again. */
	private static final Duration RENEWABLE = Duration.ofHours(1);

	/**
	 * After this, a session is refused. Only one gets that far that somebody renews
	 * whenever it is used, as tickets of TLS 1.2 are.
	 */
	private static final Duration MAX_AGE = Duration.ofDays(1);

	private static final String KEPT = SessionTrust.class.getName() + ".KEPT";

	private final HandshakeSide side;

	private final Clock clock;

	private final LongSupplier epoch;

	private final Map<Peer, Verdict> verdicts = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Peer, Verdict> eldest) {
			return size() > MAX_SESSIONS;
		}

	};

	SessionTrust(HandshakeSide side, Clock clock, LongSupplier epoch) {
		this.side = side;
		this.clock = clock;
		this.epoch = epoch;
	}

	void remember(Peer peer, Verdict verdict) {
		synchronized (this.verdicts) {
			this.verdicts.put(peer, verdict);
		}
	}

	/**
	 * Until when a peer is believed.
	 * @param peer the peer
	 * @return the moment, or {@code null} if it is past, if something became known since,
	 * or if the peer is not remembered
	 */
	@Nullable Instant validUntil(Peer peer) {
		synchronized (this.verdicts) {
			Verdict verdict = this.verdicts.get(peer);
			return (verdict != null && verdict.epoch() == this.epoch.getAsLong()
					&& !this.clock.instant().isAfter(verdict.validUntil())) ? verdict.validUntil() : null;
		}
	}

	void requireYoung(SSLSession session) throws PeerRejectedException {
		Duration age = age(session);
		if (age.compareTo(MAX_AGE) > 0) {
			throw new PeerRejectedException(RejectionReason.HANDSHAKE_FAILED, "required: a session of up to "
					+ MAX_AGE.toHours() + " hours, resumed: one of " + age.toHours() + " hours", null);
		}
	}

	// Renewed sessions keep the time of the first
	private Duration age(SSLSession session) {
		return Duration.between(Instant.ofEpochMilli(session.getCreationTime()), this.clock.instant());
	}

	/**
	 * Takes care that a session cannot be resumed for longer than its peer is believed.
	 * @param session the session, which may still be negotiated
	 * @param validUntil until when its peer is believed
	 */
	void limit(SSLSession session, Instant validUntil) {
		boolean soon = validUntil.isBefore(this.clock.instant().plus(RESUMABLE));
		if (soon || age(session).compareTo(RENEWABLE) > 0) {
			session.invalidate();
		}
		else if (this.side == HandshakeSide.SERVER && session.getProtocol().equals("TLSv1.3")
				&& session.getValue(KEPT) == null) {
			// With a value the JDK keeps the session here even where it would give away
			// tickets. A stateless ticket has all of it, and lives as long as its key:
			// longer than the timeout, and the JDK never looks at its age
			session.putValue(KEPT, validUntil);
		}
	}

	/**
	 * A peer that was judged.
	 *
	 * @param presented the certificates that it presented, leaf first
	 * @param host the host that was called, if there is any
	 */
	record Peer(List<X509Certificate> presented, @Nullable String host) {

		Peer {
			presented = List.copyOf(presented);
		}

	}

	/**
	 * That a peer is believed.
	 *
	 * @param validUntil until when
	 * @param epoch of what was known of revocation
	 */
	record Verdict(Instant validUntil, long epoch) {
	}

}
