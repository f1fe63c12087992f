package io.mtlsboot.autoconfigure.actuate;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSuccess;

/**
 * Times handshakes as {@code mtls.handshakes}.
 * <p>
 * It is created with the TLS contexts, long before the meter registries, which come to it
 * as a binder; no handshake is made before they do, unless a bean calls another service
 * while it is created.
 */
final class HandshakeMeters implements HandshakeListener, MeterBinder {

	private final List<HandshakeTimers> timers = new CopyOnWriteArrayList<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		this.timers.add(new HandshakeTimers(registry));
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

	/**
	 * A constant as a word in a tag: lower case, with dashes.
	 * @param constant the constant
	 * @return the value of the tag
	 */
	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
