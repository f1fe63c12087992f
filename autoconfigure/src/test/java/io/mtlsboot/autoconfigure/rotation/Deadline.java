package io.mtlsboot.autoconfigure.rotation;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/**
 * What has to be true soon.
 */
final class Deadline {

	private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private Deadline() {
	}

	/**
	 * Asks until something is true, for two seconds from now at most: what is promised
	 * after the last file was written.
	 * @param condition what has to become true
	 */
	static void withinTwoSeconds(Callable<Boolean> condition) {
		Awaitility.await().atMost(TWO_SECONDS).pollDelay(Duration.ZERO).pollInterval(PAUSE).until(condition);
	}

}
