package io.mtlsboot.devca;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * From when until when a certificate to be is valid.
 */
final class ValiditySpec {

	// Clocks of two machines differ
	private static final Duration BACKDATED = Duration.ofMinutes(5);

	private static final Duration LIFETIME = Duration.ofHours(24);

	private @Nullable Instant notBefore;

	private @Nullable Instant notAfter;

	private @Nullable Duration lifetime;

	void notBefore(Instant notBefore) {
		this.notBefore = notBefore;
	}

	void notAfter(Instant notAfter) {
		this.notAfter = notAfter;
		this.lifetime = null;
	}

	void lifetime(Duration lifetime) {
		this.lifetime = lifetime;
		this.notAfter = null;
	}

	Interval resolve(Instant now) {
		Instant end = this.notAfter;
		Instant start = this.notBefore;
		if (start == null) {
			start = now.minus(BACKDATED);
			if (end != null && end.isBefore(start)) {
				start = end.minus(LIFETIME);
			}
		}
		if (end == null) {
			end = ((this.notBefore != null) ? start : now).plus((this.lifetime != null) ? this.lifetime : LIFETIME);
		}
		return new Interval(start.truncatedTo(ChronoUnit.SECONDS), end.truncatedTo(ChronoUnit.SECONDS));
	}

	/**
	 * Both ends of a validity, in the seconds that a certificate can express.
	 *
	 * @param notBefore first moment of it
	 * @param notAfter last moment of it
	 */
	record Interval(Instant notBefore, Instant notAfter) {

	}

}
