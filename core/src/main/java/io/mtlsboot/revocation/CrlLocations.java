package io.mtlsboot.revocation;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CRLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * All locations of revocation lists: those that are configured, and some that
 * certificates name. Safe for use by many threads.
 *
 * @param <L> the lists
 */
final class CrlLocations<L extends FetchedCrl> {

	/** More than a hierarchy has CAs, and fewer than a rogue one can name. */
	static final int MAX_LEARNT = 256;

	private final Map<URI, CrlLocation<L>> configured = new LinkedHashMap<>();

	private final Map<URI, CrlLocation<L>> learnt = new LinkedHashMap<>(16, 0.75f, true);

	private final Function<Collection<L>, RevocationSource> judge;

	private final long maxTotalBytes;

	private final AtomicLong epoch = new AtomicLong();

	/** One after the other takes room. */
	private final Object installing = new Object();

	private volatile RevocationSource judged;

	CrlLocations(Function<Collection<L>, RevocationSource> judge, long maxTotalBytes, Collection<URI> urls,
			Instant now) {
		this.judge = judge;
		this.maxTotalBytes = maxTotalBytes;
		urls.forEach((uri) -> this.configured.put(uri, new CrlLocation<>(uri, true, now)));
		this.judged = judge.apply(List.of());
	}

	/**
	 * The locations that may help with a certificate.
	 * @param named those that it names
	 * @param now the moment
	 * @return these, and all that are configured
	 */
	synchronized List<CrlLocation<L>> relevant(List<URI> named, Instant now) {
		List<CrlLocation<L>> relevant = new ArrayList<>(this.configured.values());
		for (URI uri : named) {
			if (!this.configured.containsKey(uri)) {
				CrlLocation<L> location = this.learnt.computeIfAbsent(uri,
						(unknown) -> new CrlLocation<>(unknown, false, now));
				location.asked(now);
				relevant.add(location);
			}
		}
		while (this.learnt.size() > MAX_LEARNT) {
			// In the order of the last access
			drop(this.learnt.values().iterator().next());
		}
		return relevant;
	}

	/**
	 * Takes a list that was fetched.
	 * @param location where from
	 * @param held the list
	 * @throws IOException if there is no room for it
	 * @throws CRLException if the one that is there is newer
	 */
	void install(CrlLocation<L> location, HeldCrl<L> held) throws IOException, CRLException {
		synchronized (this.installing) {
			requireRoom(location, held);
			if (location.slot().offer(held)) {
				changed();
			}
		}
	}

	/** What is held has changed: other lists say other things. */
	void changed() {
		judgeAnew();
		this.epoch.incrementAndGet();
	}

	synchronized void drop(CrlLocation<L> location) {
		this.learnt.remove(location.uri(), location);
		location.giveUp();
		if (!location.slot().lists().isEmpty()) {
			judgeAnew();
		}
	}

	synchronized List<CrlLocation<L>> all() {
		List<CrlLocation<L>> all = new ArrayList<>(this.configured.values());
		all.addAll(this.learnt.values());
		return all;
	}

	RevocationSource judge() {
		return this.judged;
	}

	long epoch() {
		return this.epoch.get();
	}

	private synchronized void judgeAnew() {
		this.judged = this.judge.apply(all().stream().flatMap((location) -> location.slot().lists().stream()).toList());
	}

	// Who is there stays: a flood of lists must not make others be fetched over and over
	private void requireRoom(CrlLocation<L> location, HeldCrl<L> held) throws IOException {
		long others = all().stream()
			.filter((other) -> other != location)
			.mapToLong((other) -> other.slot().length())
			.sum();
		// For a while the list that is there stays beside it
		if (others + location.slot().length() + held.length() > this.maxTotalBytes) {
			throw new IOException("expected at most " + this.maxTotalBytes + " octets of CRLs altogether, found "
					+ others + " of others and " + held.length() + " from here");
		}
	}

}
