package io.mtlsboot.handshake;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * How many groups that are new somebody is told of in a minute. One of which nobody was
 * told is told of after a minute, if it is still there: whoever makes up a new name for
 * each connection does not fill a log.
 */
final class NewGroups implements Predicate<Instant> {

	static final int MAX_PER_MINUTE = 30;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private volatile Minute current = new Minute(Instant.EPOCH, new AtomicInteger());

	@Override
	public boolean test(Instant now) {
		Minute minute = minute(now);
		return minute.told().get() < MAX_PER_MINUTE && minute.told().incrementAndGet() <= MAX_PER_MINUTE;
	}

	private Minute minute(Instant now) {
		Minute minute = this.current;
		return CountedGroup.isOver(MINUTE, minute.start(), now) ? next(minute, now) : minute;
	}

	private synchronized Minute next(Minute over, Instant now) {
		if (this.current.equals(over)) {
			this.current = new Minute(now, new AtomicInteger());
		}
		return this.current;
	}

	/**
	 * A minute, and how many groups were told of in it.
	 *
	 * @param start when it began
	 * @param told how many groups
	 */
	private record Minute(Instant start, AtomicInteger told) {
	}

}
