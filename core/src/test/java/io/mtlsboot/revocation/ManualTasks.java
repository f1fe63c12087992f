package io.mtlsboot.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.mtlsboot.AdjustableClock;

/**
 * Runs tasks when the test says so, at the time of its clock.
 */
final class ManualTasks implements BackgroundTasks {

	private static final int MANY = 10_000;

	private final List<Task> tasks = new ArrayList<>();

	private final AdjustableClock clock;

	private boolean closed;

	ManualTasks(AdjustableClock clock) {
		this.clock = clock;
	}

	@Override
	public void after(Duration delay, Runnable task) {
		if (!this.closed) {
			this.tasks.add(new Task(this.clock.instant().plus(delay), task));
		}
	}

	/** Runs what is due until a moment, and sets the clock on the way. */
	void advance(Duration duration) {
		Instant end = this.clock.instant().plus(duration);
		for (int i = 0; i < MANY; i++) {
			Task next = this.tasks.stream().min(Comparator.comparing(Task::due)).orElse(null);
			if (next == null || next.due().isAfter(end)) {
				break;
			}
			this.tasks.remove(next);
			if (next.due().isAfter(this.clock.instant())) {
				this.clock.set(next.due());
			}
			next.task().run();
		}
		this.clock.set(end);
	}

	void runDue() {
		advance(Duration.ZERO);
	}

	int size() {
		return this.tasks.size();
	}

	boolean isClosed() {
		return this.closed;
	}

	@Override
	public void close() {
		this.closed = true;
		this.tasks.clear();
	}

	private record Task(Instant due, Runnable task) {
	}

}
