package io.mtlsboot.rotation;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Runs an action when there has been no more reason to for a while, since whoever writes
 * several files writes them one after the other. Reasons that never cease do not put it
 * off for ever.
 */
final class Debounced {

	private static final int MAX_QUIET_PERIODS = 10;

	private final ScheduledExecutorService scheduler;

	private final long quietNanos;

	private final LongSupplier nanos;

	private final Runnable action;

	private @Nullable Future<?> pending;

	private long firstReason;

	Debounced(ScheduledExecutorService scheduler, Duration quietPeriod, LongSupplier nanos, Runnable action) {
		this.scheduler = scheduler;
		this.quietNanos = quietPeriod.toNanos();
		this.nanos = nanos;
		this.action = action;
	}

	/**
	 * There is a reason to run.
	 */
	synchronized void request() {
		long now = this.nanos.getAsLong();
		if (this.pending == null) {
			this.firstReason = now;
		}
		else {
			this.pending.cancel(false);
		}
		long latest = this.firstReason + MAX_QUIET_PERIODS * this.quietNanos;
		long delay = Math.max(0, Math.min(this.quietNanos, latest - now));
		try {
			this.pending = this.scheduler.schedule(this::run, delay, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The end: nobody needs it any more
		}
	}

	private void run() {
		synchronized (this) {
			this.pending = null;
		}
		this.action.run();
	}

}
