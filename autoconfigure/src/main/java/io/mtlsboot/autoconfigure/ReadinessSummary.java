package io.mtlsboot.autoconfigure;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether the port can become strict.
 *
 * @param verdict whether it can
 * @param since since when that holds
 * @param because why; printable
 * @param readyFrom when it can, if nothing is refused until then; {@code null} if it can
 * already
 * @param observation how long it was and will be looked
 * @param wouldAdmit how many callers a strict port would admit
 * @param wouldRefuse how many callers it would refuse; all that the report has no room
 * for are one more
 * @param unlisted the calls of callers that the report has no room for
 */
public record ReadinessSummary(Verdict verdict, Instant since, String because, @Nullable Instant readyFrom,
		Observation observation, int wouldAdmit, int wouldRefuse, Unlisted unlisted) {

	/**
	 * Whether the port can become strict.
	 */
	public enum Verdict {

		/**
		 * No caller would be refused, as far as was seen for as long as is wanted.
		 */
		READY,

		/**
		 * A caller would be refused, or it was not looked for long enough.
		 */
		NOT_READY

	}

	/**
	 * How long it was and will be looked.
	 *
	 * @param since since when, at the earliest the start of the application
	 * @param until when the application will not start any more
	 * @param readyAfter for how long nothing must be refused
	 */
	public record Observation(Instant since, Instant until, Duration readyAfter) {
	}

	/**
	 * The calls of callers that the report has no room for.
	 *
	 * @param admitted how many of them a strict port would have admitted
	 * @param refused how many it would have refused
	 * @param lastRefused when the last of these came, or {@code null}
	 */
	public record Unlisted(long admitted, long refused, @Nullable Instant lastRefused) {
	}

}
