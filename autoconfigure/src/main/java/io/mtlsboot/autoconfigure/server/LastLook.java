package io.mtlsboot.autoconfigure.server;

import java.util.function.LongSupplier;

/**
 * The last look at all connections of a port: as long as nothing new is known and no time
 * is up, another one would find the same. For use by one thread.
 */
final class LastLook {

	/** It is to be taken again, whatever is known. */
	static final long OVER = Long.MIN_VALUE;

	/** Nothing ends by itself. */
	static final long HOLDS = Long.MAX_VALUE;

	private final LiveTrust trust;

	private long knowledge;

	private long until = OVER;

	LastLook(LiveTrust trust) {
		this.trust = trust;
	}

	boolean holds() {
		return this.trust.clock().millis() <= this.until && this.trust.knowledge() == this.knowledge;
	}

	/**
	 * Takes another.
	 * @param look looks, and finds until when it holds, in milliseconds since the epoch
	 */
	void take(LongSupplier look) {
		// What becomes known meanwhile is news for the next one
		this.knowledge = this.trust.knowledge();
		this.until = OVER;
		this.until = look.getAsLong();
	}

}
