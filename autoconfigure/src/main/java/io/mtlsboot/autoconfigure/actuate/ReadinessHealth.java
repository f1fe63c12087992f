package io.mtlsboot.autoconfigure.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtlsboot.autoconfigure.ReadinessSummary;
import io.mtlsboot.autoconfigure.ReadinessSummary.Verdict;

/**
 * Whether the server still observes when it should not. That it is not ready is no
 * problem of its own: observing is what it does until it is.
 *
 * @param verdict how it is, and why
 * @param summary what was observed
 */
record ReadinessHealth(HealthVerdict verdict, ReadinessSummary summary) {

	static ReadinessHealth of(ReadinessSummary summary, Instant now) {
		Instant until = summary.observation().until();
		return new ReadinessHealth(now.isBefore(until) ? HealthVerdict.UP
				: new HealthVerdict(WarningStatus.WARNING,
						"the server still admits everybody, and " + "'mtls.server.observe.until' (" + until
								+ ") has passed, so that it will not start again; "
								+ ((summary.verdict() == Verdict.READY) ? "set 'mtls.server.mode' to 'strict'"
										: "fix the callers at '/actuator/mtls/readiness' and set 'mtls.server.mode' to "
												+ "'strict', or choose a later date")),
				summary);
	}

	Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", this.verdict.status().getCode());
		if (this.verdict.problem() != null) {
			details.put("problem", this.verdict.problem());
		}
		details.put("verdict", this.summary.verdict().name());
		details.put("since", this.summary.since().toString());
		details.put("because", this.summary.because());
		details.put("until", this.summary.observation().until().toString());
		return details;
	}

}
