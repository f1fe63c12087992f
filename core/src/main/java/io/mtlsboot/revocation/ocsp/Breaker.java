package io.mtlsboot.revocation.ocsp;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Keeps callers from waiting for a responder that has just failed. After a pause one of
 * them may try. Safe for use by many threads.
 */
final class Breaker {

	private final Backoff backoff;

	private String failure = "";

	private boolean probing;

	Breaker(Duration maxBackoff) {
		this.backoff = new Backoff(maxBackoff);
	}

	/**
	 * Asks whether the responder may be asked. Whoever may has to tell how it went.
	 * @param now the moment
	 * @return what is known of the responder, or {@code null} if it is to be left alone
	 */
	synchronized @Nullable Permit enter(Instant now) {
		boolean failing = this.backoff.failures() > 0;
		if (failing && (this.probing || this.backoff.holds(now))) {
			return null;
		}
		this.probing = failing;
		return new Permit(this.backoff.failures());
	}

	/**
	 * Whether others have found since that the responder fails.
	 * @param permit what was known
	 * @return whether there is no use in waiting for it
	 */
	synchronized boolean hasFailedSince(Permit permit) {
		return this.backoff.failures() > permit.failures();
	}

	/**
	 * The responder has failed. Those who found it together count once.
	 * @param permit what was known before
	 * @param now the moment
	 * @param phrase a phrase for evidence
	 */
	synchronized void failed(Permit permit, Instant now, String phrase) {
		if (this.backoff.failures() == permit.failures()) {
			this.backoff.failed(now);
			this.failure = phrase;
			this.probing = false;
		}
	}

	/**
	 * The responder has answered, whatever it said.
	 */
	synchronized void succeeded() {
		this.backoff.reset();
		this.probing = false;
	}

	/**
	 * The request has ended. If nobody knows how, another may try.
	 * @param permit what was known before
	 */
	synchronized void released(Permit permit) {
		if (this.backoff.failures() == permit.failures()) {
			this.probing = false;
		}
	}

	/**
	 * Why it is left alone.
	 * @return a phrase for evidence
	 */
	synchronized String refusal() {
		return "is left alone for a moment since it failed: it " + this.failure;
	}

	/**
	 * That the responder may be asked.
	 *
	 * @param failures how often it has failed one after the other
	 */
	record Permit(int failures) {
	}

}
