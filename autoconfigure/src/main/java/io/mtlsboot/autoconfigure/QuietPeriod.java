package io.mtlsboot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * For how long nothing was refused. It counts from the start, or from the last call that
 * would have been refused, whoever made it: what is known of single callers does not
 * matter here.
 */
final class QuietPeriod {

	private final Duration length;

	private final Instant start;

	private final AtomicReference<Instant> begin;

	private volatile Instant brokenSince;

	QuietPeriod(Duration length, Instant start) {
		this.length = length;
		this.start = start;
		this.begin = new AtomicReference<>(start);
		this.brokenSince = start;
	}

	void refused(Instant time) {
		Instant before = begin();
		if (!time.isAfter(before)) {
			return;
		}
		if (isOver(before, time)) {
			breakOff(time);
		}
		else {
			proceed(time);
		}
	}

	private synchronized void breakOff(Instant time) {
		// Before the other, so that nobody sees a new period that has not begun yet
		if (isOver(begin(), time)) {
			this.brokenSince = time;
		}
		proceed(time);
	}

	private void proceed(Instant time) {
		this.begin.accumulateAndGet(time, (one, other) -> other.isAfter(one) ? other : one);
	}

	private boolean isOver(Instant since, Instant now) {
		return !now.isBefore(since.plus(this.length));
	}

	private Instant begin() {
		return Objects.requireNonNull(this.begin.get());
	}

	State at(Instant now) {
		Instant since = begin();
		Instant end = since.plus(this.length);
		boolean over = isOver(since, now);
		return new State(over, over ? end : this.brokenSince, since, end, since.isAfter(this.start));
	}

	Instant start() {
		return this.start;
	}

	Duration length() {
		return this.length;
	}

	/**
	 * How it is.
	 *
	 * @param over whether it has lasted for as long as is wanted
	 * @param since since when it is, or is not
	 * @param begin when it began
	 * @param end when it will have, or had, lasted for as long as is wanted
	 * @param broken whether it began with a call that would have been refused
	 */
	record State(boolean over, Instant since, Instant begin, Instant end, boolean broken) {
	}

}
