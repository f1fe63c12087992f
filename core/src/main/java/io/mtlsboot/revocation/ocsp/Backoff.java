package io.mtlsboot.revocation.ocsp;

import java.time.Duration;
import java.time.Instant;

/**
 * How long what fails is left alone: one second at first, then twice as long each time.
 * To be guarded by whoever owns it.
 */
final class Backoff {

	static final Duration FIRST = Duration.ofSeconds(1);

	private static final int MAX_DOUBLINGS = 20;

	private final Duration max;

	private int failures;

	private Instant since = Instant.MIN;

	private Instant until = Instant.MIN;

	Backoff(Duration max) {
		this.max = max;
	}

	void failed(Instant now) {
		Duration pause = FIRST.multipliedBy(1L << Math.min(this.failures, MAX_DOUBLINGS));
		this.failures++;
		this.since = now;
		this.until = now.plus((pause.compareTo(this.max) < 0) ? pause : this.max);
	}

	void reset() {
		this.failures = 0;
		this.until = Instant.MIN;
	}

	boolean holds(Instant now) {
		// A clock that was set back must not make the pause longer
		return now.isBefore(this.until) && !now.isBefore(this.since);
	}

	int failures() {
		return this.failures;
	}

}
