package io.mtlsboot.revocation.ocsp;

import java.time.Duration;

/**
 * Does what no handshake does itself.
 */
interface Background extends AutoCloseable {

	/**
	 * Runs a task soon.
	 * @param task the task
	 * @return {@code false} if there is too much to do, and it is not going to run
	 */
	boolean execute(Runnable task);

	/**
	 * Runs a short task later.
	 * @param task the task
	 * @param delay how much later
	 * @return what cancels it
	 */
	Runnable schedule(Runnable task, Duration delay);

	@Override
	void close();

}
