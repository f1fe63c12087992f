package io.mtlsboot.revocation;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads that end when they have nothing to do. While a task waits for its time,
 * one of them stays.
 */
final class DaemonTasks implements BackgroundTasks {

	private static final int IDLE_SECONDS = 10;

	private final ScheduledThreadPoolExecutor executor;

	DaemonTasks(String name, int threads) {
		this.executor = new ScheduledThreadPoolExecutor(threads, (task) -> thread(task, name));
		this.executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // Tasks tell what came of them
	public void after(Duration delay, Runnable task) {
		try {
			this.executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The end: nobody needs it any more
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
