package io.mtlsboot.autoconfigure.server;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.autoconfigure.MtlsProperties;
import org.jspecify.annotations.Nullable;

/**
 * How long connections last. Both limits have some chance in them, so that a fleet does
 * not connect again all at once.
 *
 * @param drainWindow how long connections have to end that are no longer trusted
 * @param maxAge how long a connection is used at most, or {@code null}
 * @param chance from 0 to 1
 */
record ConnectionLimits(Duration drainWindow, @Nullable Duration maxAge, DoubleSupplier chance) {

	/** Whoever was asked to leave has this long to do so. */
	static final Duration GRACE = Duration.ofSeconds(1);

	private static final double AGE_SPREAD = 0.1;

	static ConnectionLimits of(MtlsProperties.Server server) {
		require(!server.drainWindow().isNegative(), "mtls.server.drain-window", server.drainWindow(),
				"a duration that is not negative");
		Duration maxAge = server.maxConnectionAge();
		if (maxAge != null) {
			require(!maxAge.isNegative() && !maxAge.isZero(), "mtls.server.max-connection-age", maxAge,
					"a duration above 0");
		}
		return new ConnectionLimits(server.drainWindow(), maxAge, () -> ThreadLocalRandom.current().nextDouble());
	}

	private static void require(boolean condition, String property, Duration value, String expected) {
		if (!condition) {
			throw new MtlsConfigurationException(
					"Property '" + property + "' is set to '" + value + "', expected " + expected,
					"Give '" + property + "' such a value, or remove it.");
		}
	}

	// How long a connection that is no longer trusted may stay before it is asked to
	// leave
	long stayNanos() {
		Duration spread = this.drainWindow.minus(GRACE);
		return spread.isNegative() ? 0 : (long) (spread.toNanos() * this.chance.getAsDouble());
	}

	// How long a connection that is no longer trusted may live
	long drainNanos() {
		return ((this.drainWindow.compareTo(GRACE) > 0) ? this.drainWindow : GRACE).toNanos();
	}

	// How long a connection may be used
	long ageNanos() {
		return (this.maxAge != null) ? (long) (this.maxAge.toNanos() * (1 - AGE_SPREAD * this.chance.getAsDouble()))
				: Long.MAX_VALUE;
	}

}
