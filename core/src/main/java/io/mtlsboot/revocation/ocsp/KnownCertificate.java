package io.mtlsboot.revocation.ocsp;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import io.mtlsboot.revocation.RevocationStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one certificate, and whether it is being asked about. Safe for use by
 * many threads; nothing is called while it is locked.
 */
final class KnownCertificate {

	private final Backoff backoff;

	private @Nullable Answer answer;

	private byte @Nullable [] staple;

	private @Nullable Attempt attempt;

	private String failure = "";

	private boolean unanswered;

	private boolean inUse;

	private boolean planned;

	private boolean forgotten;

	private Runnable cancellation = () -> {
	};

	KnownCertificate(Duration maxBackoff) {
		this.backoff = new Backoff(maxBackoff);
	}

	/**
	 * What may be believed.
	 * @param target the certificate
	 * @param now the moment
	 * @return the status, or {@code null} if somebody should be asked
	 */
	synchronized @Nullable RevocationStatus status(Target target, Instant now) {
		Answer known = this.answer;
		// That it has begun was seen when it came, which may be after whoever waited for
		// it
		// looked at the clock: responders that sign at once date their answers later
		if (known == null || (!known.isFinal() && known.hasEnded(now, target.skew()))) {
			return null;
		}
		this.inUse = true;
		return known.isGood() ? new RevocationStatus.Good(known.end().plus(target.skew()))
				: new RevocationStatus.Revoked(known.evidence(target.id()));
	}

	/**
	 * What may be believed after somebody was asked.
	 * @param target the certificate
	 * @param now the moment
	 * @param phrase why there is no answer
	 * @return the status, which is unknown if nothing is known
	 */
	synchronized RevocationStatus finalStatus(Target target, Instant now, String phrase) {
		RevocationStatus status = status(target, now);
		if (status != null) {
			return status;
		}
		if (this.answer != null && !this.answer.isGood()) {
			// On hold until somebody says otherwise
			return new RevocationStatus.Revoked(this.answer.evidence(target.id()));
		}
		this.unanswered = true;
		return new RevocationStatus.Unknown(target.evidence(phrase, now));
	}

	/**
	 * Takes an answer.
	 * @param received the answer
	 * @return whether somebody was told something else before
	 */
	synchronized boolean accept(Answer received) {
		Answer known = this.answer;
		if (known != null && !received.replaces(known)) {
			return false;
		}
		boolean contradicts = this.unanswered || (known != null && known.isGood() && !received.isGood());
		this.answer = received;
		this.unanswered = false;
		this.inUse = false;
		return contradicts;
	}

	synchronized boolean isKnownStaple(byte[] other) {
		return Arrays.equals(this.staple, other);
	}

	synchronized void acceptedStaple(byte[] accepted) {
		this.staple = accepted;
	}

	/**
	 * Begins an attempt, unless there is one.
	 * @param begun the attempt
	 * @return the one that is under way
	 */
	synchronized Attempt begin(Attempt begun) {
		if (this.attempt == null) {
			this.attempt = begun;
		}
		return this.attempt;
	}

	synchronized @Nullable Attempt attempt() {
		return this.attempt;
	}

	synchronized void end() {
		this.attempt = null;
	}

	/**
	 * The answer was of no use, so that asking again at once would be of none either.
	 * @param now the moment
	 * @param phrase a phrase for evidence
	 */
	synchronized void failed(Instant now, String phrase) {
		this.backoff.failed(now);
		this.failure = phrase;
	}

	synchronized void succeeded() {
		this.backoff.reset();
	}

	/**
	 * Why nobody is asked at the moment.
	 * @param now the moment
	 * @return a phrase for evidence, or {@code null} if somebody may be
	 */
	synchronized @Nullable String pause(Instant now) {
		return this.backoff.holds(now) ? this.failure : null;
	}

	/**
	 * Whether a good answer has been used since it came.
	 * @return {@code false} as well if nobody will find this any more
	 */
	synchronized boolean isInUse() {
		return this.inUse && !this.forgotten;
	}

	/**
	 * When the good answer ends, if nobody has planned yet what happens before. Now
	 * somebody has.
	 * @return the moment, or {@code null} if there is nothing to plan
	 */
	synchronized @Nullable Instant plan() {
		if (this.planned || this.forgotten || this.answer == null || !this.answer.isGood()) {
			return null;
		}
		this.planned = true;
		return this.answer.end();
	}

	synchronized void plannedWith(Runnable cancel) {
		this.cancellation = cancel;
	}

	synchronized void unplan() {
		this.planned = false;
	}

	/**
	 * Nobody will find this any more.
	 */
	void forget() {
		Runnable cancel;
		synchronized (this) {
			this.forgotten = true;
			cancel = this.cancellation;
		}
		cancel.run();
	}

}
