package io.mtlsboot.revocation;

import java.time.Duration;

/**
 * Runs tasks on other threads.
 */
interface BackgroundTasks extends AutoCloseable {

	/**
	 * Runs a task after a while, unless it is closed until then.
	 * @param delay how long from now at the earliest
	 * @param task what to run, which throws nothing
	 */
	void after(Duration delay, Runnable task);

	/** Interrupts what runs, and runs nothing more. */
	@Override
	void close();

}
