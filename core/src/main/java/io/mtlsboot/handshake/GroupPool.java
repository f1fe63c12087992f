package io.mtlsboot.handshake;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A bounded number of groups. Neither one network nor one name can take all of them: a
 * scanner has few networks, and a stolen certificate has one name.
 * <p>
 * Where there is no room, groups of which nothing was heard for long are given up, and
 * sooner those of which nothing was heard but once: whoever is misconfigured comes back,
 * a name that a scanner makes up does not. Finding a known group takes no lock.
 */
final class GroupPool {

	/** More services than one machine runs. */
	static final int MAX_PER_NETWORK = 64;

	private static final int MAX_PER_PEER = 64;

	private static final Duration SWEPT_EVERY = Duration.ofSeconds(10);

	private static final Duration FORGOTTEN_ONCE = Duration.ofMinutes(1);

	private static final Duration FORGOTTEN = Duration.ofMinutes(10);

	private final Map<FailureKey, CountedGroup> groups = new ConcurrentHashMap<>();

	private final AtomicInteger size = new AtomicInteger();

	private final Quota networks = new Quota(MAX_PER_NETWORK);

	private final Quota peers = new Quota(MAX_PER_PEER);

	private final int capacity;

	private final Consumer<CountedGroup> forgotten;

	private volatile Instant swept = Instant.EPOCH;

	GroupPool(int capacity, Consumer<CountedGroup> forgotten) {
		this.capacity = capacity;
		this.forgotten = forgotten;
	}

	/**
	 * Finds a group, or makes it if there is room: otherwise the one of all peers in a
	 * network that has too many, or of all networks of a peer that has too many.
	 * @param key what its refusals have in common
	 * @param now what time it is
	 * @return the group, or {@code null} if there is no room
	 */
	@Nullable CountedGroup find(FailureKey key, Instant now) {
		CountedGroup known = this.groups.get(key);
		if (known != null) {
			return known;
		}
		if (!hasRoom(key) && CountedGroup.isOver(SWEPT_EVERY, this.swept, now)) {
			sweep(now);
		}
		if (hasRoom(key)) {
			return add(key, now);
		}
		return key.others() ? null : find(this.networks.isFree(key.network()) ? key.roaming() : key.neighbours(), now);
	}

	private boolean hasRoom(FailureKey key) {
		return this.size.get() < this.capacity
				&& (key.others() || (this.networks.isFree(key.network()) && this.peers.isFree(key.peer())));
	}

	private synchronized @Nullable CountedGroup add(FailureKey key, Instant now) {
		CountedGroup known = this.groups.get(key);
		if (known != null || !hasRoom(key)) {
			return known;
		}
		CountedGroup group = new CountedGroup(key, now);
		this.groups.put(key, group);
		this.size.incrementAndGet();
		if (!key.others()) {
			this.networks.take(key.network());
			this.peers.take(key.peer());
		}
		return group;
	}

	private synchronized void sweep(Instant now) {
		if (!CountedGroup.isOver(SWEPT_EVERY, this.swept, now)) {
			return;
		}
		this.swept = now;
		for (Iterator<CountedGroup> all = this.groups.values().iterator(); all.hasNext();) {
			CountedGroup group = all.next();
			if (group.isForgotten(FORGOTTEN_ONCE, FORGOTTEN, now)) {
				all.remove();
				release(group.key());
				this.forgotten.accept(group);
			}
		}
	}

	private void release(FailureKey key) {
		this.size.decrementAndGet();
		if (!key.others()) {
			this.networks.release(key.network());
			this.peers.release(key.peer());
		}
	}

	Stream<CountedGroup> groups() {
		return this.groups.values().stream();
	}

}
