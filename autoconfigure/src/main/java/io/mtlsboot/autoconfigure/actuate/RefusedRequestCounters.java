package io.mtlsboot.autoconfigure.actuate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtlsboot.trust.RejectionReason;

/**
 * All counters of one registry, made beforehand: an alert on a reason sees its first
 * occurrence.
 */
final class RefusedRequestCounters {

	private static final String NAME = "mtls.requests.refused";

	private final Map<RejectionReason, Counter> counters = new EnumMap<>(RejectionReason.class);

	RefusedRequestCounters(MeterRegistry registry) {
		for (RejectionReason reason : RejectionReason.values()) {
			this.counters.put(reason,
					Counter.builder(NAME)
						.description("Requests on connections whose peer is no longer trusted")
						.tag("reason", reason.name())
						.register(registry));
		}
	}

	Counter get(RejectionReason reason) {
		return Objects.requireNonNull(this.counters.get(reason));
	}

}
