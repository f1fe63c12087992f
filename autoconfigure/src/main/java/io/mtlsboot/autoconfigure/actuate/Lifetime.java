package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * From when until when certificates can be used together: a chain lives no longer than
 * its shortest-lived certificate.
 *
 * @param from the first moment
 * @param until the last moment
 */
record Lifetime(Instant from, Instant until) {

	/**
	 * Below this share of it, a lifetime is about to end: whoever renews certificates
	 * does so earlier.
	 */
	private static final double LAST_PART = 1.0 / 3;

	private static final double PRECISION = 10_000;

	static Lifetime of(X509Certificate certificate) {
		return new Lifetime(certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
	}

	static Lifetime ofAll(List<X509Certificate> certificates) {
		return certificates.stream().map(Lifetime::of).reduce(Lifetime::and).orElseThrow();
	}

	private Lifetime and(Lifetime other) {
		return new Lifetime(this.from.isAfter(other.from) ? this.from : other.from,
				this.until.isBefore(other.until) ? this.until : other.until);
	}

	boolean hasBegun(Instant now) {
		return !now.isBefore(this.from);
	}

	boolean isOver(Instant now) {
		return now.isAfter(this.until);
	}

	boolean includes(Instant now) {
		return hasBegun(now) && !isOver(now);
	}

	boolean isAboutToEnd(Instant now) {
		return isInLast(LAST_PART, now);
	}

	/**
	 * Whether it is about to end, or over.
	 * @param part the share of it that is the last one
	 * @param now the moment
	 * @return whether less than that is left
	 */
	boolean isInLast(double part, Instant now) {
		return share(now) < part;
	}

	// In steps, so that the answer does not look more exact than it is
	double left(Instant now) {
		return Math.floor(share(now) * PRECISION) / PRECISION;
	}

	double secondsLeft(Instant now) {
		return Duration.between(now, this.until).toSeconds();
	}

	private double share(Instant now) {
		long whole = Duration.between(this.from, this.until).toSeconds();
		if (whole <= 0) {
			return 0;
		}
		double rest = Duration.between(now, this.until).toSeconds();
		return Math.min(1, Math.max(0, rest / whole));
	}

}
