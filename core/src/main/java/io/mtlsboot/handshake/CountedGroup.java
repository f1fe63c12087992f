package io.mtlsboot.handshake;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts the refusals of one group. Any number of threads count at the same time, without
 * a lock; a report is made once in a second.
 */
final class CountedGroup {

	private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

	private static final Duration REPORTED_EVERY = Duration.ofSeconds(1);

	private final FailureKey key;

	private volatile Instant first;

	private final LongAdder count = new LongAdder();

	private volatile Told told = new Told(null, 0);

	private final AtomicReference<@Nullable Instant> reported = new AtomicReference<>();

	private volatile Instant last;

	private volatile @Nullable FailureReport latest;

	CountedGroup(FailureKey key, Instant first) {
		this.key = key;
		this.first = first;
		this.last = first;
	}

	/**
	 * Counts a refusal.
	 * @param time when it was
	 * @param report makes a report of it
	 * @param mayTell whether somebody may be told of a group that is new
	 * @return how many others nobody was told of, or -1 if nobody is to be told now
	 */
	long add(Instant time, Supplier<FailureReport> report, Predicate<Instant> mayTell) {
		this.count.increment();
		if (time.isAfter(this.last)) {
			this.last = time;
		}
		long more = more(time, mayTell);
		Instant before = this.reported.get();
		boolean due = before == null || isOver(REPORTED_EVERY, before, time);
		if (more >= 0 || (due && this.reported.compareAndSet(before, time))) {
			this.latest = report.get();
		}
		return more;
	}

	private long more(Instant time, Predicate<Instant> mayTell) {
		Told before = this.told;
		boolean due = isDue(before, time) || (before.at() == null && mayTell.test(time));
		return due ? tell(before, time) : -1;
	}

	private boolean isDue(Told before, Instant time) {
		return isOver(TOLD_EVERY, (before.at() != null) ? before.at() : this.first, time);
	}

	// Of the threads that find it due, one tells
	private synchronized long tell(Told before, Instant time) {
		if (!this.told.equals(before)) {
			return -1;
		}
		long counted = this.count.sum();
		this.told = new Told(time, counted);
		return counted - before.count() - 1;
	}

	/**
	 * Counts refusals of a group that is given up.
	 * @param group the group
	 */
	synchronized void absorb(CountedGroup group) {
		this.told = new Told(this.told.at(), this.told.count() + group.told.count());
		this.count.add(group.count.sum());
		if (group.last.isAfter(this.last)) {
			this.last = group.last;
		}
		if (group.first.isBefore(this.first)) {
			this.first = group.first;
		}
		if (this.latest == null) {
			this.latest = group.latest;
		}
	}

	/**
	 * Whether nothing happened for so long that another group may have the place. What
	 * happened only once is forgotten sooner.
	 * @param once how long a single refusal is remembered
	 * @param often how long several are
	 * @param now what time it is
	 * @return whether it may be given up
	 */
	boolean isForgotten(Duration once, Duration often, Instant now) {
		return isOver((this.count.sum() > 1) ? often : once, this.last, now);
	}

	// In either direction, so that a clock that is put back stops nothing
	static boolean isOver(Duration duration, Instant start, Instant now) {
		return Duration.between(start, now).abs().compareTo(duration) >= 0;
	}

	Instant first() {
		return this.first;
	}

	FailureKey key() {
		return this.key;
	}

	@Nullable FailureGroup snapshot() {
		FailureReport report = this.latest;
		Place place = this.key.place();
		return (report != null) ? new FailureGroup(this.key.kind(), this.key.side(), this.key.reason(), this.key.peer(),
				(place != null) ? place.prefix() : null, this.key.others(), this.first, this.last, this.count.sum(),
				report) : null;
	}

	/**
	 * The last time that somebody was told.
	 *
	 * @param at when that was, or {@code null} if nobody was
	 * @param count how many there had been by then
	 */
	private record Told(@Nullable Instant at, long count) {
	}

}
