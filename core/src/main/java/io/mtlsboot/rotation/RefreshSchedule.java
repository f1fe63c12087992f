package io.mtlsboot.rotation;

import java.time.Duration;

/**
 * When stores are refreshed.
 *
 * @param quietPeriod how long nothing relevant must have changed before files are read
 * @param pollInterval how often sources are read although nothing seems to have changed
 */
public record RefreshSchedule(Duration quietPeriod, Duration pollInterval) {

	/**
	 * Refuses values that make no sense.
	 * @param quietPeriod how long nothing relevant must have changed
	 * @param pollInterval how often sources are read in any case
	 * @throws IllegalArgumentException if the quiet period is negative, or the interval
	 * shorter than a second
	 */
	public RefreshSchedule {
		require(!quietPeriod.isNegative(), "quiet period", quietPeriod, "0 or more");
		require(pollInterval.compareTo(Duration.ofSeconds(1)) >= 0, "poll interval", pollInterval, "1s or more");
	}

	private static void require(boolean condition, String name, Duration value, String expected) {
		if (!condition) {
			throw new IllegalArgumentException("Invalid " + name + " '" + value + "': expected " + expected);
		}
	}

}
