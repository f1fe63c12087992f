package io.mtlsboot.revocation;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Which revocation lists {@link CrlDistribution} fetches.
 *
 * @param urls where to fetch lists from that are needed in any case
 * @param fromCertificates whether to fetch what the certificates of validated paths name.
 * Default: {@code true}
 * @param timeout how long whoever asks waits for a list that is being fetched. Default: 5
 * s
 * @param refreshInterval how long a list is used at most before there is a look for a
 * newer one. Default: 1 h
 * @param maxBytes how long a list may be. Default: 64 MiB
 * @param maxTotalBytes how long all lists together may be. Default: 256 MiB
 */
public record CrlDistributionSettings(List<URI> urls, boolean fromCertificates, Duration timeout,
		Duration refreshInterval, int maxBytes, long maxTotalBytes) {

	private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration MAX_REFRESH_INTERVAL = Duration.ofDays(7);

	/**
	 * Nothing but what certificates name.
	 */
	public static final CrlDistributionSettings DEFAULTS = new CrlDistributionSettings(List.of(), true,
			Duration.ofSeconds(5), Duration.ofHours(1), 64 << 20, 256 << 20);

	/**
	 * Copies the list of addresses.
	 * @param urls where to fetch lists from
	 * @param fromCertificates whether to fetch what certificates name
	 * @param timeout how long to wait for a list
	 * @param refreshInterval how long a list is used at most
	 * @param maxBytes how long a list may be
	 * @param maxTotalBytes how long all lists together may be
	 * @throws IllegalArgumentException if a bound is not positive, or too long: 30
	 * seconds to wait, seven days to refresh
	 */
	public CrlDistributionSettings {
		urls = List.copyOf(urls);
		requirePositive(timeout, refreshInterval, Math.min(maxBytes, maxTotalBytes));
		requireAtMost("time-out of CRLs", timeout, MAX_TIMEOUT);
		requireAtMost("refresh interval of CRLs", refreshInterval, MAX_REFRESH_INTERVAL);
	}

	private static void requireAtMost(String name, Duration duration, Duration max) {
		if (duration.compareTo(max) > 0) {
			throw new IllegalArgumentException("Invalid " + name + " '" + duration + "': expected at most " + max);
		}
	}

	private static void requirePositive(Duration timeout, Duration refreshInterval, long bytes) {
		if (timeout.isNegative() || refreshInterval.isNegative() || refreshInterval.isZero() || bytes <= 0) {
			throw new IllegalArgumentException(
					"Unable to fetch CRLs with a time-out of '" + timeout + "', a refresh interval of '"
							+ refreshInterval + "' and at most " + bytes + " octets: expected positive values");
		}
	}

}
