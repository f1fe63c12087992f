package io.mtlsboot.autoconfigure;

import java.time.Instant;
import java.util.List;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A caller of a port that only observes, and what a strict port would have made of it.
 * All text is printable.
 *
 * @param identity the identity in its certificate, or {@code null} if that has none
 * @param subject the subject of its certificate, if that has no identity
 * @param address where its last call came from
 * @param userAgent its user agent, if it has no certificate and names one;
 * {@code (others)} stands for all others of an address that has named too many
 * @param knownIssuer whether one of our CAs has issued its certificate; if not, its name
 * is what it says of itself
 * @param offender whether a call of it would have been refused not long ago
 * @param last what it did last
 * @param lastRefused its last call that would have been refused, or {@code null}
 * @param firstSeen when its first call came
 * @param admitted how many of its calls a strict port would have admitted
 * @param refused how many it would have refused
 * @param paths what it asked for, up to 20 of them, without queries
 * @param morePaths whether it asked for others besides
 */
public record ObservedCaller(@Nullable String identity, @Nullable String subject, String address,
		@Nullable String userAgent, boolean knownIssuer, boolean offender, Sighting last,
		@Nullable Sighting lastRefused, Instant firstSeen, long admitted, long refused, List<String> paths,
		boolean morePaths) {

	/**
	 * Copies the paths.
	 * @param identity the identity in its certificate
	 * @param subject the subject of its certificate, if that has no identity
	 * @param address where its last call came from
	 * @param userAgent its user agent, if it has no certificate
	 * @param knownIssuer whether one of our CAs has issued its certificate
	 * @param offender whether a call of it would have been refused not long ago
	 * @param last what it did last
	 * @param lastRefused its last call that would have been refused
	 * @param firstSeen when its first call came
	 * @param admitted how many of its calls a strict port would have admitted
	 * @param refused how many it would have refused
	 * @param paths what it asked for
	 * @param morePaths whether it asked for others besides
	 */
	public ObservedCaller {
		paths = List.copyOf(paths);
	}

	/**
	 * Whether a strict port would admit it, as far as we know.
	 * @return {@code false} if it is an offender, or if its last call would have been
	 * refused
	 */
	public boolean wouldBeAdmitted() {
		return !this.offender && this.last.refusal() == null;
	}

	/**
	 * A call.
	 *
	 * @param time when it came
	 * @param address where it came from
	 * @param refusal why a strict port would refuse it, or {@code null} if it would not
	 */
	public record Sighting(Instant time, String address, @Nullable Refusal refusal) {

		static Sighting later(Sighting one, Sighting other) {
			return other.time.isBefore(one.time) ? one : other;
		}

	}

	/**
	 * Why a strict port would refuse a call.
	 *
	 * @param reason the word for it
	 * @param check the check that fails
	 * @param detail both sides of the mismatch
	 */
	public record Refusal(RejectionReason reason, Check check, String detail) {
	}

}
