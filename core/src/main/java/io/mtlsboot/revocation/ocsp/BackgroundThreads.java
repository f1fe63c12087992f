package io.mtlsboot.revocation.ocsp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few daemon threads that end when there is nothing to do.
 */
final class BackgroundThreads implements Background {

	static final int MAX_THREADS = 8;

	/** A second of work for responders that need some 30 ms. */
	private static final int MAX_WAITING = 256;

	private static final int IDLE_SECONDS = 10;

	private final AtomicInteger created = new AtomicInteger();

	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(MAX_THREADS, MAX_THREADS, IDLE_SECONDS,
			TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), this::thread);

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, this::thread);

	BackgroundThreads() {
		this.threads.allowCoreThreadTimeOut(true);
		this.timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
		this.timer.setRemoveOnCancelPolicy(true);
	}

	private Thread thread(Runnable work) {
		// Without the inheritable thread-locals of a handshake
		Thread thread = new Thread(null, work, "mtls-ocsp-" + this.created.incrementAndGet(), 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(BackgroundThreads.class.getClassLoader());
		return thread;
	}

	@Override
	public boolean execute(Runnable task) {
		try {
			this.threads.execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	@Override
	public Runnable schedule(Runnable task, Duration delay) {
		try {
			Future<?> future = this.timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
			return () -> future.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			// Closed: nothing is going to happen any more
			return () -> {
			};
		}
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
		this.threads.shutdownNow();
	}

	int size() {
		return this.threads.getPoolSize();
	}

}
