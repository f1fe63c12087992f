package io.mtlsboot.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;

import io.mtlsboot.autoconfigure.ObservedCaller;
import io.mtlsboot.autoconfigure.ReadinessSummary;
import io.mtlsboot.autoconfigure.ReadinessSummary.Observation;
import io.mtlsboot.autoconfigure.ReadinessSummary.Unlisted;
import io.mtlsboot.autoconfigure.ReadinessSummary.Verdict;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What is read at {@code /actuator/mtls/readiness}. What is {@code null} is left out.
 *
 * @param mode the mode of the server
 * @param verdict whether the port can become strict; {@code null} if it is
 * @param since since when that holds
 * @param because why
 * @param readyFrom when the port can become strict if nothing is refused until then
 * @param observation how long it was and will be looked
 * @param wouldAdmit how many callers a strict port would admit
 * @param wouldRefuse how many callers it would refuse
 * @param callers the callers, offenders first, then those that were seen last
 * @param unlisted the calls of callers that there is no room for
 */
record ReadinessDescriptor(String mode, @Nullable Verdict verdict, @Nullable Instant since, String because,
		@Nullable Instant readyFrom, @Nullable Observation observation, @Nullable Integer wouldAdmit,
		@Nullable Integer wouldRefuse, @Nullable List<Caller> callers,
		@Nullable Unlisted unlisted) implements OperationResponseBody {

	static final ReadinessDescriptor STRICT = new ReadinessDescriptor("strict", null, null,
			"the port is strict: whoever it does not admit is refused; nothing is observed", null, null, null, null,
			null, null);

	static ReadinessDescriptor of(ReadinessSummary summary, List<ObservedCaller> callers) {
		return new ReadinessDescriptor("observe", summary.verdict(), summary.since(), summary.because(),
				summary.readyFrom(), summary.observation(), summary.wouldAdmit(), summary.wouldRefuse(),
				callers.stream().map(Caller::of).toList(), summary.unlisted());
	}

	/**
	 * A caller.
	 *
	 * @param identity the identity in its certificate
	 * @param subject the subject of its certificate, if that has no identity
	 * @param knownIssuer whether one of our CAs has issued its certificate; {@code null}
	 * without one
	 * @param address where its last call came from
	 * @param userAgent its user agent, if it has no certificate
	 * @param offender whether it keeps the port from being ready
	 * @param did what it did last: {@code ADMITTED}, or the reason of a refusal
	 * @param lastSeen when its last call came
	 * @param lastRefused its last call that would have been refused
	 * @param firstSeen when its first call came
	 * @param admitted how many of its calls a strict port would have admitted
	 * @param refused how many it would have refused
	 * @param paths what it asked for
	 * @param morePaths whether it asked for others besides
	 */
	record Caller(@Nullable String identity, @Nullable String subject, @Nullable Boolean knownIssuer, String address,
			@Nullable String userAgent, boolean offender, String did, Instant lastSeen, @Nullable Refused lastRefused,
			Instant firstSeen, long admitted, long refused, List<String> paths, boolean morePaths) {

		static Caller of(ObservedCaller caller) {
			ObservedCaller.Refusal refusal = caller.last().refusal();
			boolean anonymous = caller.identity() == null && caller.subject() == null;
			return new Caller(caller.identity(), caller.subject(), anonymous ? null : caller.knownIssuer(),
					caller.address(), caller.userAgent(), caller.offender(),
					(refusal != null) ? refusal.reason().name() : "ADMITTED", caller.last().time(),
					Refused.of(caller.lastRefused()), caller.firstSeen(), caller.admitted(), caller.refused(),
					caller.paths(), caller.morePaths());
		}

	}

	/**
	 * A call that would have been refused.
	 *
	 * @param time when it came
	 * @param address where it came from
	 * @param reason the word for it
	 * @param check the check that fails
	 * @param detail both sides of the mismatch
	 */
	record Refused(Instant time, String address, String reason, String check, String detail) {

		static @Nullable Refused of(ObservedCaller.@Nullable Sighting sighting) {
			ObservedCaller.Refusal refusal = (sighting != null) ? sighting.refusal() : null;
			return (sighting == null || refusal == null) ? null : new Refused(sighting.time(), sighting.address(),
					refusal.reason().name(), refusal.check().name(), refusal.detail());
		}

	}

}
