package io.mtlsboot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The callers that there is room for. Whoever is here stays until he was not seen for the
 * whole time that counts: a flood of others has no place, instead of taking one.
 */
final class ObservedCallers {

	/** For each kind of caller. */
	static final int MAX_CALLERS = 1000;

	static final int MAX_AGENTS = 10;

	// So that a flood does not pay for looking at everybody each time
	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final Duration window;

	private final Map<CallerKey, CallerHistory> callers = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> agents = new ConcurrentHashMap<>();

	private final Map<CallerKey.Kind, Room> rooms = new ConcurrentHashMap<>();

	ObservedCallers(Duration window) {
		this.window = window;
	}

	Collection<CallerHistory> all() {
		return this.callers.values();
	}

	/**
	 * The history of a caller.
	 * @param key the caller
	 * @param call a call of it
	 * @return the history, or {@code null} if there is no room for another one
	 */
	@Nullable CallerHistory find(CallerKey key, ObservedCall call) {
		CallerHistory known = this.callers.get(key);
		if (known != null) {
			return known;
		}
		CallerKey bounded = hasTooManyAgents(key) ? key.withOtherAgents() : key;
		CallerHistory folded = this.callers.get(bounded);
		return (folded != null) ? folded : add(bounded, call);
	}

	private boolean hasTooManyAgents(CallerKey key) {
		AtomicInteger count = (key.address() != null) ? this.agents.get(key.address()) : null;
		return count != null && count.get() >= MAX_AGENTS;
	}

	private @Nullable CallerHistory add(CallerKey key, ObservedCall call) {
		Room room = this.rooms.computeIfAbsent(key.kind(), (kind) -> new Room());
		return room.isClosedAt(call.time()) ? null : addIfRoom(room, key, call);
	}

	private synchronized @Nullable CallerHistory addIfRoom(Room room, CallerKey key, ObservedCall call) {
		CallerHistory known = this.callers.get(key);
		if (known != null) {
			return known;
		}
		if (room.taken >= MAX_CALLERS) {
			forget(key.kind(), room, call.time());
		}
		if (room.taken >= MAX_CALLERS) {
			room.closedUntil = call.time().plus(PAUSE);
			return null;
		}
		CallerHistory added = new CallerHistory(key, call);
		this.callers.put(key, added);
		room.taken++;
		if (key.address() != null) {
			this.agents.computeIfAbsent(key.address(), (address) -> new AtomicInteger()).incrementAndGet();
		}
		return added;
	}

	private void forget(CallerKey.Kind kind, Room room, Instant now) {
		List<CallerKey> forgotten = this.callers.values()
			.stream()
			.filter((history) -> !now.isBefore(history.lastSeen().plus(this.window)))
			.map(CallerHistory::key)
			.filter((key) -> key.kind() == kind)
			.toList();
		for (CallerKey key : forgotten) {
			this.callers.remove(key);
			room.taken--;
			forgetAgent(key.address());
		}
	}

	private void forgetAgent(@Nullable String address) {
		AtomicInteger count = (address != null) ? this.agents.get(address) : null;
		if (address != null && count != null && count.decrementAndGet() == 0) {
			this.agents.remove(address);
		}
	}

	/**
	 * How much room is left for a kind; changed under the lock of all.
	 */
	private static final class Room {

		private int taken;

		private volatile @Nullable Instant closedUntil;

		boolean isClosedAt(Instant time) {
			Instant until = this.closedUntil;
			return until != null && time.isBefore(until);
		}

	}

}
