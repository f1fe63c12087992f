package io.mtlsboot.autoconfigure.actuate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mtlsboot.autoconfigure.Readiness;
import io.mtlsboot.autoconfigure.ReadinessSummary;
import io.mtlsboot.autoconfigure.ReadinessSummary.Verdict;

/**
 * Whether the port can become strict, as numbers: each instance has seen only its own
 * callers, and what counts is the worst of all.
 */
final class ReadinessMeters implements MeterBinder {

	private final Readiness readiness;

	ReadinessMeters(Readiness readiness) {
		this.readiness = readiness;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge
			.builder("mtls.readiness", this.readiness,
					(readiness) -> (readiness.summary().verdict() == Verdict.READY) ? 1 : 0)
			.description("Whether the port can become strict: 1 if it can, 0 if not")
			.register(registry);
		Gauge.builder("mtls.readiness.callers", this.readiness, (readiness) -> admitted(readiness.summary()))
			.description("Callers of a port that observes, by what a strict port would do")
			.tag("would", "admitted")
			.register(registry);
		Gauge.builder("mtls.readiness.callers", this.readiness, (readiness) -> refused(readiness.summary()))
			.description("Callers of a port that observes, by what a strict port would do")
			.tag("would", "refused")
			.register(registry);
	}

	private static double admitted(ReadinessSummary summary) {
		return summary.wouldAdmit();
	}

	private static double refused(ReadinessSummary summary) {
		return summary.wouldRefuse();
	}

}
