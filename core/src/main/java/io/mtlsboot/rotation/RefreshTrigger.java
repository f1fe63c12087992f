package io.mtlsboot.rotation;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Makes stores look at their sources again: soon after one of their files has changed or
 * the source says that it has something new, at intervals whatever happens, and when
 * material that is held becomes valid.
 * <p>
 * Safe for use by many threads. Stores are refreshed on daemon threads of its own, so
 * that a slow source keeps no other store waiting; {@link #close()} ends them.
 */
public final class RefreshTrigger implements AutoCloseable {

	private final RefreshSchedule schedule;

	private final Consumer<String> notices;

	private final Clock clock;

	private final ScheduledThreadPoolExecutor scheduler;

	private final @Nullable FileChangeTrigger files;

	/**
	 * Starts with nothing to look at.
	 * @param schedule when stores are refreshed
	 * @param notices is told what an operator should know, such as a directory that
	 * cannot be watched
	 * @param clock what time it is
	 */
	public RefreshTrigger(RefreshSchedule schedule, Consumer<String> notices, Clock clock) {
		this.schedule = schedule;
		this.notices = notices;
		this.clock = clock;
		this.scheduler = new ScheduledThreadPoolExecutor(1, RefreshTrigger::thread);
		this.scheduler.setRemoveOnCancelPolicy(true);
		this.files = fileChangeTrigger(notices);
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "mtls-rotation");
		thread.setDaemon(true);
		return thread;
	}

	private static @Nullable FileChangeTrigger fileChangeTrigger(Consumer<String> notices) {
		try {
			return new FileChangeTrigger(FileSystems.getDefault().newWatchService(), notices);
		}
		catch (IOException | UnsupportedOperationException ex) {
			notices
				.accept("Unable to watch files, whose changes are noticed only when they are looked at again: " + ex);
			return null;
		}
	}

	/**
	 * Refreshes a store from now on. What has changed since it was loaded counts too.
	 * @param store the store
	 */
	public void watch(MaterialStore store) {
		this.scheduler.setCorePoolSize(this.scheduler.getCorePoolSize() + 1);
		poll(store);
		Debounced refresh = new Debounced(this.scheduler, this.schedule.quietPeriod(), System::nanoTime,
				() -> refresh(store));
		try {
			listen(store.source(), refresh);
		}
		catch (RuntimeException ex) {
			this.notices.accept("Unable to be told of changes of the material of '" + store.name()
					+ "', which are noticed only when it is looked at again: " + ex);
		}
	}

	private void listen(GuardedSource source, Debounced refresh) {
		source.onChange(refresh::request);
		Collection<Path> paths = source.files();
		if (this.files != null && !paths.isEmpty()) {
			this.files.follow(paths, refresh::request);
		}
		if (source.isOutdated()) {
			refresh.request();
		}
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
		if (this.files != null) {
			this.files.close();
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // refresh tells what came of it itself
	private void poll(MaterialStore store) {
		long interval = this.schedule.pollInterval().toMillis();
		this.scheduler.scheduleWithFixedDelay(() -> refresh(store), interval, interval, TimeUnit.MILLISECONDS);
	}

	private void refresh(MaterialStore store) {
		try {
			if (store.refresh() instanceof RotationEvent.Held held) {
				commitAt(store, held.validFrom());
			}
		}
		catch (RuntimeException | Error ex) {
			// An attempt that throws must not be the last one, and memory may be there
			// again the next time
			this.notices
				.accept("Unable to refresh the material of '" + store.name() + "', which is tried again: " + ex);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // as above
	private void commitAt(MaterialStore store, Instant moment) {
		long delay = Math.max(0, Duration.between(this.clock.instant(), moment).toMillis() + 1);
		// Later than the next look it would be found anyway
		if (delay < this.schedule.pollInterval().toMillis()) {
			try {
				this.scheduler.schedule(() -> refresh(store), delay, TimeUnit.MILLISECONDS);
			}
			catch (RejectedExecutionException ex) {
				// The end: nobody needs it any more
			}
		}
	}

}
