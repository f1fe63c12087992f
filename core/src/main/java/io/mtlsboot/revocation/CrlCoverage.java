package io.mtlsboot.revocation;

import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * For which reasons it is known that a certificate has not been revoked, and until when.
 */
final class CrlCoverage {

	private final Instant[] ends = new Instant[Reasons.COUNT];

	CrlCoverage() {
		Arrays.fill(this.ends, Instant.MIN);
	}

	void add(int reasons, Instant end) {
		for (int i = 0; i < Reasons.COUNT; i++) {
			if ((reasons & (1 << i)) != 0 && end.isAfter(this.ends[i])) {
				this.ends[i] = end;
			}
		}
	}

	// The reasons that nothing is known of.
	int missing() {
		int missing = 0;
		for (int i = 0; i < Reasons.COUNT; i++) {
			missing |= this.ends[i].equals(Instant.MIN) ? 1 << i : 0;
		}
		return missing & Reasons.ALL;
	}

	/**
	 * The last moment at which all reasons are covered.
	 * @return the moment, or {@code null} if they are not
	 */
	@Nullable Instant end() {
		if (missing() != 0) {
			return null;
		}
		Instant end = Instant.MAX;
		for (int i = 0; i < Reasons.COUNT; i++) {
			boolean first = (Reasons.ALL & (1 << i)) != 0 && this.ends[i].isBefore(end);
			end = first ? this.ends[i] : end;
		}
		return end;
	}

}
