package io.mtlsboot.handshake;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import io.mtlsboot.identity.IdentityExtractor;

/**
 * Keeps every refusal, as counters: refusals are grouped by what was refused, side,
 * reason, peer and address, so that a flood of them takes no more memory than one.
 * <p>
 * At most {@value #MAX_GROUPS} groups are told apart, in three pools: callers whose
 * certificate leads to one of our trust anchors, whoever else calls, and callees. No
 * stranger takes the place of a known caller. What finds no room is counted by network or
 * by peer, and then by reason alone, so that totals are always true.
 * <p>
 * Safe for use by many threads. Counting one more of a known group takes no lock and
 * about a microsecond. Nothing is thrown.
 */
public final class HandshakeJournal implements HandshakeListener {

	/**
	 * How many groups are told apart at most.
	 */
	public static final int MAX_GROUPS = 1000;

	private static final Comparator<FailureGroup> NEWEST_FIRST = Comparator.comparing(FailureGroup::last).reversed();

	private static final Comparator<FailureTotal> BY_REASON = Comparator.comparing(FailureTotal::kind)
		.thenComparing(FailureTotal::side)
		.thenComparing(FailureTotal::reason);

	private final Map<FailureKey, LongAdder> totals = new ConcurrentHashMap<>();

	private final Map<FailureKey, CountedGroup> rest = new ConcurrentHashMap<>();

	private final Map<Origin, GroupPool> pools = new EnumMap<>(Origin.class);

	private final NewGroups news = new NewGroups();

	private final PeerNames peers;

	private final List<FailureGroupListener> listeners;

	private final Instant since;

	/**
	 * Creates an empty journal.
	 * @param clock what time it is
	 * @param identities how the identity of a peer is found
	 * @param listeners are told of each group once a minute
	 */
	public HandshakeJournal(Clock clock, IdentityExtractor identities, List<FailureGroupListener> listeners) {
		this.since = clock.instant();
		this.peers = new PeerNames(identities);
		this.listeners = List.copyOf(listeners);
		for (Origin origin : Origin.values()) {
			this.pools.put(origin, new GroupPool(origin.groups, this::forget));
		}
	}

	@Override
	public void onFailure(HandshakeFailure failure) {
		record(FailureKind.HANDSHAKE, failure);
	}

	@Override
	public void onDistrusted(HandshakeFailure failure) {
		record(FailureKind.CONNECTION, failure);
	}

	private void record(FailureKind kind, HandshakeFailure failure) {
		String peer = this.peers.find(failure.presented());
		FailureKey key = new FailureKey(kind, failure.side(), failure.reason(), peer,
				Place.of(failure.connection().remoteAddress()), false);
		total(key.anywhere()).increment();
		Origin origin = Origin.of(kind, failure);
		CountedGroup group = group(key, origin, failure.time());
		boolean rare = origin != Origin.STRANGER || group.key().others();
		long more = group.add(failure.time(), () -> FailureReport.of(kind, failure, peer),
				(now) -> rare || this.news.test(now));
		FailureGroup snapshot = (more >= 0) ? group.snapshot() : null;
		if (snapshot != null) {
			tell(snapshot, more);
		}
	}

	private LongAdder total(FailureKey key) {
		LongAdder known = this.totals.get(key);
		return (known != null) ? known : this.totals.computeIfAbsent(key, (absent) -> new LongAdder());
	}

	private CountedGroup group(FailureKey key, Origin origin, Instant time) {
		CountedGroup group = Objects.requireNonNull(this.pools.get(origin)).find(key, time);
		return (group != null) ? group : rest(key, time);
	}

	private CountedGroup rest(FailureKey key, Instant time) {
		CountedGroup known = this.rest.get(key.anywhere());
		return (known != null) ? known
				: this.rest.computeIfAbsent(key.anywhere(), (anywhere) -> new CountedGroup(anywhere, time));
	}

	private void forget(CountedGroup group) {
		rest(group.key(), group.first()).absorb(group);
	}

	private void tell(FailureGroup group, long more) {
		for (FailureGroupListener listener : this.listeners) {
			try {
				listener.onFailures(group, more);
			}
			catch (RuntimeException ex) {
				// Whoever only watches must not break a connection
			}
		}
	}

	/**
	 * Since when refusals are counted.
	 * @return when the journal was created
	 */
	public Instant since() {
		return this.since;
	}

	/**
	 * The groups, the one with the latest refusal first.
	 * @return the groups as they are now; a few more than {@value #MAX_GROUPS} if there
	 * was no room for some
	 */
	public List<FailureGroup> groups() {
		return Stream.concat(this.pools.values().stream().flatMap(GroupPool::groups), this.rest.values().stream())
			.map(CountedGroup::snapshot)
			.filter(Objects::nonNull)
			.sorted(NEWEST_FIRST)
			.toList();
	}

	/**
	 * How many refusals there were, whether or not their group is still told apart.
	 * @return the numbers of all reasons that occurred
	 */
	public List<FailureTotal> totals() {
		return this.totals.entrySet()
			.stream()
			.map((total) -> new FailureTotal(total.getKey().kind(), total.getKey().side(), total.getKey().reason(),
					total.getValue().sum()))
			.sorted(BY_REASON)
			.toList();
	}

	/**
	 * Where refusals come from. Who is in one of them cannot take the room of another.
	 */
	private enum Origin {

		/** Who has a certificate of a CA of ours, or a copy of it, or was trusted. */
		KNOWN_CALLER(400),

		/** Whoever reaches the port. */
		STRANGER(400),

		/** Whom we call. */
		CALLEE(200);

		private final int groups;

		Origin(int groups) {
			this.groups = groups;
		}

		static Origin of(FailureKind kind, HandshakeFailure failure) {
			if (failure.side() == HandshakeSide.CLIENT) {
				return CALLEE;
			}
			return (!failure.presented().isEmpty() && FailureReport.isCertified(kind, failure.checks())) ? KNOWN_CALLER
					: STRANGER;
		}

	}

}
