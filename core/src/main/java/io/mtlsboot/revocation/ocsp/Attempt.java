package io.mtlsboot.revocation.ocsp;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.mtlsboot.revocation.ocsp.Breaker.Permit;

/**
 * One request that is under way, for whoever wants to know how it ends.
 *
 * @param breaker keeps callers from waiting in vain
 * @param permit what was known of the responder
 * @param outcome ends with a phrase why there is no answer, empty if there is one
 */
record Attempt(Breaker breaker, Permit permit, CompletableFuture<String> outcome) {

	Attempt(Breaker breaker, Permit permit) {
		this(breaker, permit, new CompletableFuture<>());
	}

	/**
	 * One that has ended before it began.
	 */
	static Attempt refused(Breaker breaker, String phrase) {
		return new Attempt(breaker, new Permit(0), CompletableFuture.completedFuture(phrase));
	}

	boolean hasEnded() {
		return this.outcome.isDone();
	}

	/**
	 * Whether the responder has been found to fail since it began.
	 */
	boolean isHopeless() {
		return this.breaker.hasFailedSince(this.permit);
	}

	void whenEnded(Runnable action) {
		// Nothing else waits for the action
		CompletableFuture<Void> unused = this.outcome.thenRun(action);
	}

	void failed(Instant now, String phrase) {
		this.breaker.failed(this.permit, now, phrase);
	}

	void end(String phrase) {
		this.breaker.released(this.permit);
		this.outcome.complete(phrase);
	}

}
