package io.mtlsboot.autoconfigure.actuate;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * All timers of one registry, made beforehand: a handshake looks nothing up by its tags,
 * an alert on a reason sees its first occurrence, and there is no way to make more of
 * them.
 */
final class HandshakeTimers {

	private static final String NAME = "mtls.handshakes";

	private final Map<HandshakeSide, Map<Resumption, Timer>> successes = new EnumMap<>(HandshakeSide.class);

	private final Map<HandshakeSide, Map<RejectionReason, Timer>> failures = new EnumMap<>(HandshakeSide.class);

	HandshakeTimers(MeterRegistry registry) {
		for (HandshakeSide side : HandshakeSide.values()) {
			Map<Resumption, Timer> successes = new EnumMap<>(Resumption.class);
			for (Resumption resumption : Resumption.values()) {
				successes.put(resumption, register(registry, side, "success", "none", resumption));
			}
			this.successes.put(side, successes);
			Map<RejectionReason, Timer> failures = new EnumMap<>(RejectionReason.class);
			for (RejectionReason reason : RejectionReason.values()) {
				failures.put(reason, register(registry, side, "failed", reason.name(), Resumption.UNKNOWN));
			}
			this.failures.put(side, failures);
		}
	}

	private static Timer register(MeterRegistry registry, HandshakeSide side, String result, String reason,
			Resumption resumption) {
		return Timer.builder(NAME)
			.description("TLS handshakes, from the first byte to their end")
			.tag("side", HandshakeMeters.word(side))
			.tag("result", result)
			.tag("reason", reason)
			.tag("resumed", HandshakeMeters.word(resumption))
			.register(registry);
	}

	Timer success(HandshakeSide side, @Nullable Boolean resumed) {
		return get(get(this.successes, side), Resumption.of(resumed));
	}

	Timer failure(HandshakeSide side, RejectionReason reason) {
		return get(get(this.failures, side), reason);
	}

	private static <K, V> V get(Map<K, V> map, K key) {
		V value = map.get(key);
		if (value == null) {
			throw new IllegalStateException(
					"Unable to find the timer of '" + key + "': expected one of " + map.keySet());
		}
		return value;
	}

	private enum Resumption {

		TRUE, FALSE, UNKNOWN;

		static Resumption of(@Nullable Boolean resumed) {
			if (resumed == null) {
				return UNKNOWN;
			}
			return resumed ? TRUE : FALSE;
		}

	}

}
