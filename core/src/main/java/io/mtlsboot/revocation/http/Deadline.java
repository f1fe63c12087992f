package io.mtlsboot.revocation.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When everything must be over, however often something moves on a little.
 */
final class Deadline {

	private final Duration timeout;

	private final LongSupplier nanos;

	private final long end;

	Deadline(Duration timeout, LongSupplier nanos) {
		this.timeout = timeout;
		this.nanos = nanos;
		this.end = nanos.getAsLong() + timeout.toNanos();
	}

	/**
	 * How long it is until then.
	 * @return at least 1, since 0 means for ever to a socket
	 * @throws SocketTimeoutException if it is over
	 */
	int remainingMillis() throws SocketTimeoutException {
		long remaining = this.end - this.nanos.getAsLong();
		if (remaining <= 0) {
			throw passed();
		}
		return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(remaining)));
	}

	SocketTimeoutException passed() {
		return new SocketTimeoutException("expected a complete answer within " + this.timeout);
	}

}
