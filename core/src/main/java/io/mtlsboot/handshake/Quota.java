package io.mtlsboot.handshake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * How many groups each peer, or each network, has. Reading takes no lock.
 */
final class Quota {

	private final Map<String, Integer> counts = new ConcurrentHashMap<>();

	private final int limit;

	Quota(int limit) {
		this.limit = limit;
	}

	// What is not known has no limit of its own
	boolean isFree(@Nullable String owner) {
		return owner == null || this.counts.getOrDefault(owner, 0) < this.limit;
	}

	void take(@Nullable String owner) {
		if (owner != null) {
			this.counts.merge(owner, 1, Integer::sum);
		}
	}

	void release(@Nullable String owner) {
		if (owner != null) {
			this.counts.computeIfPresent(owner, (key, count) -> (count > 1) ? count - 1 : null);
		}
	}

}
