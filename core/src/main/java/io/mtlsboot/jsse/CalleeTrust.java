package io.mtlsboot.jsse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.VerifiedPeer;
import org.jspecify.annotations.Nullable;

/**
 * Until when all callees that a context has verified in handshakes are believed. Its
 * sessions are resumed without a look at their certificates.
 */
final class CalleeTrust {

	/**
	 * More than one client calls; those beyond are not judged again but given up in time.
	 */
	static final int MAX_CALLEES = 1000;

	private final Judge judge;

	private final Map<SessionTrust.Peer, Instant> callees = new LinkedHashMap<>();

	private volatile State state;

	private boolean lost;

	CalleeTrust(Judge judge, long epoch) {
		this.judge = judge;
		this.state = new State(null, epoch);
	}

	synchronized void verified(SessionTrust.Peer callee, Instant validUntil) {
		if (this.callees.size() < MAX_CALLEES || this.callees.containsKey(callee)) {
			this.callees.put(callee, validUntil);
		}
		this.state = new State(earlier(this.state.validUntil(), validUntil), this.state.epoch());
	}

	/**
	 * Whether one of them is not believed any more. Those of which something may have
	 * become known are judged again; nothing is waited for.
	 * @param now the moment
	 * @param epoch of what is known of revocation
	 * @return whether the sessions must not be used
	 */
	boolean isLost(Instant now, long epoch) {
		State current = this.state;
		return (current.epoch() != epoch || current.isOver(now)) && judgeAgain(now, epoch);
	}

	private synchronized boolean judgeAgain(Instant now, long epoch) {
		if (!this.lost && (this.state.epoch() != epoch || this.state.isOver(now))) {
			boolean complete = this.callees.size() < MAX_CALLEES;
			Instant validUntil = complete ? null : this.state.validUntil();
			for (Map.Entry<SessionTrust.Peer, Instant> callee : this.callees.entrySet()) {
				callee.setValue(validUntil(callee.getKey()));
				validUntil = earlier(validUntil, callee.getValue());
			}
			// Whoever is not remembered may be the one of whom something is known now
			boolean forgotten = !complete && this.state.epoch() != epoch;
			this.state = new State(validUntil, epoch);
			this.lost = this.state.isOver(now) || forgotten;
		}
		return this.lost;
	}

	private Instant validUntil(SessionTrust.Peer callee) {
		try {
			return this.judge.judge(callee).validUntil();
		}
		catch (PeerRejectedException ex) {
			return Instant.MIN;
		}
	}

	private static Instant earlier(@Nullable Instant one, Instant other) {
		return (one == null || other.isBefore(one)) ? other : one;
	}

	/**
	 * Judges a callee again.
	 */
	@FunctionalInterface
	interface Judge {

		VerifiedPeer judge(SessionTrust.Peer callee) throws PeerRejectedException;

	}

	/**
	 * What is believed.
	 *
	 * @param validUntil the earliest end, or {@code null} if there is no callee
	 * @param epoch of what is known of revocation
	 */
	private record State(@Nullable Instant validUntil, long epoch) {

		boolean isOver(Instant now) {
			return this.validUntil != null && now.isAfter(this.validUntil);
		}

	}

}
