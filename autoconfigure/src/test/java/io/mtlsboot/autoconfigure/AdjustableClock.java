package io.mtlsboot.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that goes on when a test says so.
 */
public final class AdjustableClock extends Clock {

	private volatile Instant now;

	public AdjustableClock(Instant now) {
		this.now = now;
	}

	public Instant pass(Duration duration) {
		this.now = this.now.plus(duration);
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

	@Override
	public Instant instant() {
		return this.now;
	}

}
