package io.mtlsboot.autoconfigure.rotation;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/**
 * What has to be true soon.
 */
public final class Deadline {

	/** What is promised after the last file was written, on a machine that is idle. */
	static final Duration PROMISE = Duration.ofSeconds(2);

	/** So long that a machine that is busy with other things fails no test. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private Deadline() {
	}

	/**
	 * Asks until something is true, and fails if it never is.
	 * @param condition what has to become true
	 * @return how long it took
	 */
	public static Duration soon(Callable<Boolean> condition) {
		long start = System.nanoTime();
		Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(PAUSE).until(condition);
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
