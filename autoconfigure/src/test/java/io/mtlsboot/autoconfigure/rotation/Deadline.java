package io.mtlsboot.autoconfigure.rotation;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/**
 * What has to be true soon.
 */
public final class Deadline {

	private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private Deadline() {
	}

	/**
	 * Asks until something is true, for two seconds from now at most: what is promised
	 * after the last file was written.
	 * @param condition what has to become true
	 */
	public static void withinTwoSeconds(Callable<Boolean> condition) {
		within(TWO_SECONDS, condition);
	}

	/**
	 * Asks until something is true.
	 * @param limit for how long from now at most
	 * @param condition what has to become true
	 */
	public static void within(Duration limit, Callable<Boolean> condition) {
		Awaitility.await().atMost(limit).pollDelay(Duration.ZERO).pollInterval(PAUSE).until(condition);
	}

}
