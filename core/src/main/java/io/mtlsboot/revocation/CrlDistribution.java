package io.mtlsboot.revocation;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import javax.security.auth.x500.X500Principal;

import org.jspecify.annotations.Nullable;

/**
 * Revocation lists from where they are published: from configured addresses, and from the
 * distribution points that certificates name.
 * <p>
 * Lists are fetched and refreshed in the background: configured ones from the start, the
 * others when a certificate of a validated path names them, and until nobody has asked
 * for a day. A list is replaced by a newer one only, and a list that a CA is known to
 * have signed only by another one that a CA has signed; whatever else a server or
 * somebody in between sends, the last good list stays. How many lists there are and how
 * long they may be is bounded.
 * <p>
 * Safe for use by many threads. Waits for a list that is being fetched if the query
 * allows it, but no longer than the time-out; whoever asks after a failure does not wait.
 * Threads are daemons and end with {@link #close()}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13">RFC 5280
 * §4.2.1.13</a>
 */
public final class CrlDistribution implements RevocationSource, AutoCloseable {

	private final CrlRequests<?> requests;

	private CrlDistribution(CrlRequests<?> requests) {
		this.requests = requests;
	}

	/**
	 * Begins to fetch the configured lists.
	 * @param settings which lists
	 * @param fetcher fetches them
	 * @param clock what time it is
	 * @return the distribution, to be closed
	 */
	public static CrlDistribution of(CrlDistributionSettings settings, Fetcher fetcher, Clock clock) {
		return of(settings, fetcher, clock, new CrlFormat<>(RevocationList::of, CrlRevocationSource::of),
				DaemonTasks::new,
				new CrlSchedule(settings.refreshInterval(), () -> ThreadLocalRandom.current().nextDouble()));
	}

	static <L extends FetchedCrl> CrlDistribution of(CrlDistributionSettings settings, Fetcher fetcher, Clock clock,
			CrlFormat<L> format, CrlDownloads.TaskFactory tasks, CrlSchedule schedule) {
		CrlLocations<L> locations = new CrlLocations<>(format.judge(), settings.maxTotalBytes(), settings.urls(),
				clock.instant());
		CrlDownloads<L> downloads = new CrlDownloads<>(locations, format.reader(), fetcher, schedule,
				settings.maxBytes(), clock, tasks);
		return new CrlDistribution(new CrlRequests<>(settings, locations, downloads, clock));
	}

	@Override
	public RevocationStatus status(RevocationQuery query) {
		return this.requests.status(query);
	}

	@Override
	public long epoch() {
		return this.requests.epoch();
	}

	/**
	 * What has been fetched, or could not be.
	 * @return the state of each address, those that are configured first
	 */
	public List<Fetched> fetched() {
		return this.requests.fetched();
	}

	@Override
	public void close() {
		this.requests.close();
	}

	/**
	 * The state of one address.
	 *
	 * @param uri the address
	 * @param configured whether it is configured, not named by a certificate
	 * @param issuer who issued the list that is there, or {@code null} without one
	 * @param thisUpdate when that list was made
	 * @param nextUpdate when there should be a newer one, as far as it says so
	 * @param entries how many entries it has
	 * @param lastSuccess when the server answered with a list or with that there is no
	 * newer one, or {@code null} before
	 * @param failingSince when it first did not after that, or {@code null} if all is
	 * well
	 * @param failure why, printable; empty if all is well
	 */
	public record Fetched(URI uri, boolean configured, @Nullable X500Principal issuer, @Nullable Instant thisUpdate,
			@Nullable Instant nextUpdate, int entries, @Nullable Instant lastSuccess, @Nullable Instant failingSince,
			String failure) {
	}

}
