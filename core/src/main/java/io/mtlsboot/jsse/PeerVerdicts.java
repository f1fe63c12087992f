package io.mtlsboot.jsse;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerifiedPeer;
import io.mtlsboot.x509.RecentChains;
import org.jspecify.annotations.Nullable;

/**
 * Judges the peers of live connections, again and again, by the current generation of
 * material: a connection may be older than that, and its peer may have expired since.
 * <p>
 * A verdict is kept until the next generation, until the path expires, until something
 * new is known of revocation or, if it is a bad one, for some seconds: whoever comes back
 * with a certificate that has become good must not be refused for what it was. To look up
 * a verdict takes no lock and builds no path. Nothing is thrown: whatever cannot be
 * judged is refused. Safe for use by many threads.
 */
public final class PeerVerdicts {

	private static final int CAPACITY = 4096;

	private static final Duration BAD_VERDICT_HOLDS = Duration.ofSeconds(10);

	/** Far enough, and can be expressed in milliseconds. */
	private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

	private final Supplier<MtlsContext> contexts;

	private final Clock clock;

	private volatile @Nullable Known known;

	/**
	 * Judges by whatever context is current.
	 * @param contexts the context over the current generation
	 * @param clock what time it is
	 */
	public PeerVerdicts(Supplier<MtlsContext> contexts, Clock clock) {
		this.contexts = contexts;
		this.clock = clock;
	}

	/**
	 * Judges a peer. Blocks no longer than path building takes, and only for a chain that
	 * is new to the current generation.
	 * @param presented the certificates that the peer presented, leaf first
	 * @return what we think of it now
	 */
	public PeerVerdict judge(List<X509Certificate> presented) {
		try {
			return judge(presented, current());
		}
		catch (RuntimeException ex) {
			return unjudgeable(ex);
		}
	}

	/**
	 * Follows a peer for as long as its connection lasts, which is cheaper than to judge
	 * what it presented for each of its requests.
	 * @param presented the certificates that the peer presented, leaf first
	 * @return the peer, not judged yet
	 */
	public FollowedPeer follow(List<X509Certificate> presented) {
		return new FollowedPeer(this, presented);
	}

	/**
	 * The number of what is known now. As long as it stays the same, a verdict that still
	 * holds is the verdict. Builds no path.
	 * @return another number after the next generation of material, and as soon as
	 * something new is known of revocation; {@code -1} if nothing is known
	 */
	public long knowledge() {
		try {
			return current().number;
		}
		catch (RuntimeException ex) {
			return Judgement.OF_NOBODY;
		}
	}

	/**
	 * Judges a peer that may have been judged before.
	 * @param presented what it presented
	 * @param last what was thought of it the last time, if there was one
	 * @return the last judgement if it still holds, or another
	 */
	Judgement judge(List<X509Certificate> presented, @Nullable Judgement last) {
		try {
			Known current = current();
			if (last != null && last.knowledge() == current.number && holds(last.verdict())) {
				return last;
			}
			return new Judgement(current.number, judge(presented, current));
		}
		catch (RuntimeException ex) {
			return new Judgement(Judgement.OF_NOBODY, unjudgeable(ex));
		}
	}

	private PeerVerdict unjudgeable(RuntimeException ex) {
		return PeerVerdict.refused(FailureCause.of(RejectionReason.MALFORMED_CERTIFICATE,
				"the chain cannot be judged: " + ex.getClass().getSimpleName(), Check.NAMES), badUntil());
	}

	private boolean holds(PeerVerdict verdict) {
		return this.clock.millis() <= verdict.holdsUntil().toEpochMilli();
	}

	private PeerVerdict judge(List<X509Certificate> presented, Known current) {
		PeerVerdict verdict = Objects.requireNonNull(current.verdicts.get(presented, current));
		if (holds(verdict)) {
			return verdict;
		}
		PeerVerdict next = current.apply(presented);
		current.verdicts.put(presented, next);
		return next;
	}

	private Known current() {
		MtlsContext context = this.contexts.get();
		Known current = this.known;
		return (current != null && current.holdsFor(context)) ? current : next(context);
	}

	private synchronized Known next(MtlsContext context) {
		Known current = this.known;
		if (current == null || !current.holdsFor(context)) {
			long number = (current != null) ? current.number + 1 : 0;
			current = new Known((current != null && current.isAsNewAs(context)) ? current.context : context, this,
					number);
			this.known = current;
		}
		return current;
	}

	private PeerVerdict judge(List<X509Certificate> presented, MtlsContext context) {
		try {
			VerifiedPeer peer = context.judge(presented, null);
			Instant validUntil = peer.validUntil();
			return PeerVerdict.trusted(validUntil.isAfter(NEVER) ? NEVER : validUntil,
					context.generation().material().trust().bundlesOf(peer.anchor()));
		}
		catch (PeerRejectedException ex) {
			return PeerVerdict.refused(FailureCause.of(ex), badUntil());
		}
	}

	private Instant badUntil() {
		return this.clock.instant().plus(BAD_VERDICT_HOLDS);
	}

	/**
	 * What is known in one generation, as long as nothing new is known of revocation.
	 */
	private static final class Known implements Function<List<X509Certificate>, @Nullable PeerVerdict> {

		private final RecentChains<PeerVerdict> verdicts = new RecentChains<>(CAPACITY);

		private final MtlsContext context;

		private final PeerVerdicts judge;

		private final long epoch;

		// By which a judgement remembers it: an idle connection must not keep a
		// generation
		private final long number;

		Known(MtlsContext context, PeerVerdicts judge, long number) {
			this.context = context;
			this.judge = judge;
			this.number = number;
			this.epoch = context.epoch();
		}

		boolean holdsFor(MtlsContext other) {
			return isAsNewAs(other) && this.epoch == this.context.epoch();
		}

		boolean isAsNewAs(MtlsContext other) {
			return this.context.generation().number() >= other.generation().number();
		}

		@Override
		public PeerVerdict apply(List<X509Certificate> presented) {
			return this.judge.judge(presented, this.context);
		}

	}

	/**
	 * A verdict and what was known when it was given.
	 *
	 * @param knowledge the number of what was known
	 * @param verdict the verdict
	 */
	record Judgement(long knowledge, PeerVerdict verdict) {

		/** Of somebody who knew nothing, and is asked again. */
		static final long OF_NOBODY = -1;

	}

}
