package io.mtlsboot.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * When to fetch a list again. No two clients of a server do so at the same moment.
 */
final class CrlSchedule {

	private static final Duration MIN_DELAY = Duration.ofSeconds(1);

	private static final Duration FIRST_RETRY = Duration.ofSeconds(10);

	private static final Duration MAX_RETRY = Duration.ofMinutes(15);

	private static final Duration MAX_MARGIN = Duration.ofHours(1);

	private static final int MAX_DOUBLINGS = 10;

	/** Of how much of its lifetime before its end a list is replaced, and the jitter. */
	private static final int TENTH = 10;

	private final Duration refreshInterval;

	private final DoubleSupplier random;

	/**
	 * Refreshes at least so often.
	 * @param refreshInterval how long to wait at most
	 * @param random numbers from 0 to 1
	 */
	CrlSchedule(Duration refreshInterval, DoubleSupplier random) {
		this.refreshInterval = refreshInterval;
		this.random = random;
	}

	/**
	 * When to fetch again after success.
	 * @param crl the list that is there now
	 * @param now the moment
	 * @return how long to wait
	 */
	Duration afterSuccess(FetchedCrl crl, Instant now) {
		if (crl.nextUpdate().isEmpty()) {
			return jittered(this.refreshInterval);
		}
		Instant end = crl.nextUpdate().get();
		Duration margin = min(MAX_MARGIN, Duration.between(crl.thisUpdate(), end).dividedBy(TENTH));
		Duration due = Duration.between(now, end.minus(margin));
		if (due.compareTo(MIN_DELAY) >= 0) {
			return jittered(min(due, this.refreshInterval));
		}
		// The next list is not there yet, or late: the later, the more rarely asked for
		Duration late = due.negated();
		return retry((late.compareTo(FIRST_RETRY) < 0) ? FIRST_RETRY : late);
	}

	/**
	 * When to try again.
	 * @param failures how often it has been tried in succession before
	 * @return how long to wait, longer each time
	 */
	Duration afterFailure(int failures) {
		return retry(FIRST_RETRY.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS)));
	}

	private Duration retry(Duration delay) {
		return jittered(min(min(delay, MAX_RETRY), this.refreshInterval));
	}

	private Duration jittered(Duration delay) {
		long jitter = (long) (delay.toMillis() * this.random.getAsDouble() / TENTH);
		return delay.minusMillis(jitter);
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
