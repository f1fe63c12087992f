package io.mtlsboot.autoconfigure.actuate;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mtlsboot.autoconfigure.RefusedRequestListener;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.trust.RejectionReason;

/**
 * Times handshakes as {@code mtls.handshakes} and counts refused requests as
 * {@code mtls.requests.refused}.
 * <p>
 * It is created with the TLS contexts, long before the meter registries, which come to it
 * as a binder; no handshake is made before they do, unless a bean calls another service
 * while it is created.
 */
final class HandshakeMeters implements HandshakeListener, RefusedRequestListener, MeterBinder {

	private final List<HandshakeTimers> timers = new CopyOnWriteArrayList<>();

	private final List<RefusedRequestCounters> counters = new CopyOnWriteArrayList<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		this.timers.add(new HandshakeTimers(registry));
		this.counters.add(new RefusedRequestCounters(registry));
	}

	@Override
	public void onSuccess(HandshakeSuccess success) {
		for (HandshakeTimers timers : this.timers) {
			timers.success(success.side(), success.resumed()).record(success.duration());
		}
	}

	@Override
	public void onFailure(HandshakeFailure failure) {
		for (HandshakeTimers timers : this.timers) {
			timers.failure(failure.side(), failure.reason()).record(failure.duration());
		}
	}

	@Override
	public void onRefusedRequest(RejectionReason reason) {
		for (RefusedRequestCounters counters : this.counters) {
			counters.get(reason).increment();
		}
	}

	/**
	 * A constant as a word in a tag: lower case, with dashes.
	 * @param constant the constant
	 * @return the value of the tag
	 */
	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
