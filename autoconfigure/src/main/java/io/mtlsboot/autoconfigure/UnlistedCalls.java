package io.mtlsboot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Calls of which only their number is known.
 */
final class UnlistedCalls {

	private final LongAdder admitted = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final AtomicReference<@Nullable Instant> lastRefused = new AtomicReference<>();

	void add(ObservedCall call) {
		if (call.refusal() == null) {
			this.admitted.increment();
			return;
		}
		this.refused.increment();
		this.lastRefused.accumulateAndGet(call.time(),
				(one, other) -> (one != null && other != null && one.isAfter(other)) ? one : other);
	}

	boolean hasOffenders(Instant now, Duration window) {
		Instant last = this.lastRefused.get();
		return last != null && now.isBefore(last.plus(window));
	}

	ReadinessSummary.Unlisted describe() {
		return new ReadinessSummary.Unlisted(this.admitted.sum(), this.refused.sum(), this.lastRefused.get());
	}

}
