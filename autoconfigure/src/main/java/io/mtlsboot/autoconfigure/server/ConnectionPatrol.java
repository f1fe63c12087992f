package io.mtlsboot.autoconfigure.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.rotation.RotationEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Goes over the open connections of the application every second, and at once after a
 * rotation or when it is woken: one thread for all ports, from the first port until the
 * application ends. Where nobody connects and nothing new is known it looks less often.
 */
final class ConnectionPatrol implements DisposableBean {

	static final String THREAD = "mtls-connections";

	private static final long INTERVAL_MILLIS = 1000;

	private static final Log logger = LogFactory.getLog(ConnectionPatrol.class);

	private final List<Beat> beats = new CopyOnWriteArrayList<>();

	private final AtomicBoolean awake = new AtomicBoolean();

	private final MtlsMaterials materials;

	private final QuietTime quiet;

	private @Nullable ScheduledThreadPoolExecutor thread;

	ConnectionPatrol(MtlsMaterials materials, QuietTime quiet) {
		this.materials = materials;
		this.quiet = quiet;
	}

	/**
	 * Adds the connections of a port.
	 * @param beat goes over them
	 */
	void add(Beat beat) {
		this.beats.add(beat);
		start();
	}

	/**
	 * Removes the connections of a port that was closed.
	 * @param beat went over them
	 */
	void remove(Beat beat) {
		this.beats.remove(beat);
	}

	/**
	 * Goes over the connections now. Does not wait for it.
	 */
	void wake() {
		ScheduledThreadPoolExecutor thread = thread();
		if (thread != null && this.awake.compareAndSet(false, true)) {
			thread.execute(this::round);
		}
	}

	// How many connections are looked after
	int size() {
		return this.beats.stream().mapToInt(Beat::size).sum();
	}

	private synchronized @Nullable ScheduledThreadPoolExecutor thread() {
		return this.thread;
	}

	// It ends with the thread
	@SuppressWarnings("FutureReturnValueIgnored")
	private synchronized void start() {
		if (this.thread != null) {
			return;
		}
		ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread created = new Thread(task, THREAD);
			created.setDaemon(true);
			return created;
		}, new ThreadPoolExecutor.DiscardPolicy());
		thread.setRemoveOnCancelPolicy(true);
		thread.scheduleWithFixedDelay(this::round, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
		this.thread = thread;
		this.materials.store(MaterialScope.SERVER).addListener((event) -> {
			if (event instanceof RotationEvent.Rotated) {
				wake();
			}
		});
	}

	private void round() {
		boolean thorough = this.quiet.isOver(this.awake.getAndSet(false));
		for (Beat beat : this.beats) {
			try {
				beat.beat(System.nanoTime(), thorough);
			}
			catch (RuntimeException ex) {
				logger.warn("Unable to look after the connections of a port, which is tried again", ex);
			}
		}
	}

	@Override
	public synchronized void destroy() {
		if (this.thread != null) {
			this.thread.shutdownNow();
		}
	}

	/**
	 * The connections of a port.
	 */
	interface Beat {

		/**
		 * Looks after all of them.
		 * @param now the time as by {@link System#nanoTime()}
		 * @param thorough whether to look even if nothing new is known
		 */
		void beat(long now, boolean thorough);

		/**
		 * How many they are.
		 * @return the number of connections
		 */
		int size();

	}

}
