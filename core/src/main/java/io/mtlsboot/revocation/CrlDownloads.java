package io.mtlsboot.revocation;

import java.io.IOException;
import java.security.cert.CRLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import io.mtlsboot.x509.PrintableText;

/**
 * Fetches revocation lists in the background, again and again.
 *
 * @param <L> the lists
 */
final class CrlDownloads<L extends FetchedCrl> implements AutoCloseable {

	/** A list of the greatest length comes in that time over 10 Mbit/s. */
	static final Duration MAX_TIME = Duration.ofMinutes(1);

	/** How long a list that a certificate names is kept up to date for nobody. */
	static final Duration MAX_UNASKED = Duration.ofDays(1);

	private static final int CONFIGURED_THREADS = 2;

	private static final int LEARNT_THREADS = 4;

	private final CrlLocations<L> locations;

	private final CrlFormat.Reader<L> reader;

	private final Fetcher fetcher;

	private final CrlSchedule schedule;

	private final int maxBytes;

	private final Clock clock;

	private final BackgroundTasks forConfigured;

	/** So that servers that certificates name cannot keep the others waiting. */
	private final BackgroundTasks forLearnt;

	CrlDownloads(CrlLocations<L> locations, CrlFormat.Reader<L> reader, Fetcher fetcher, CrlSchedule schedule,
			int maxBytes, Clock clock, TaskFactory tasks) {
		this.locations = locations;
		this.reader = reader;
		this.fetcher = fetcher;
		this.schedule = schedule;
		this.maxBytes = maxBytes;
		this.clock = clock;
		this.forConfigured = tasks.create("mtls-crl", CONFIGURED_THREADS);
		this.forLearnt = tasks.create("mtls-crl-learnt", LEARNT_THREADS);
	}

	/**
	 * Begins to keep a location up to date, unless that has begun.
	 * @param location the location
	 */
	void start(CrlLocation<L> location) {
		if (location.start()) {
			again(location, Duration.ZERO);
		}
	}

	/**
	 * Finds out whether what is held is genuine.
	 * @param location the location, of whose signers another one is known
	 */
	void prove(CrlLocation<L> location) {
		tasks(location).after(Duration.ZERO, () -> {
			if (location.slot().prove()) {
				this.locations.changed();
			}
		});
	}

	@Override
	public void close() {
		this.forConfigured.close();
		this.forLearnt.close();
		this.locations.all().forEach(CrlLocation::giveUp);
	}

	private void again(CrlLocation<L> location, Duration delay) {
		tasks(location).after(delay, () -> fetch(location));
	}

	private void fetch(CrlLocation<L> location) {
		if (location.isForgotten(this.clock.instant().minus(MAX_UNASKED))) {
			this.locations.drop(location);
		}
		if (location.isGivenUp()) {
			return;
		}
		location.begin();
		Duration delay = attempt(location);
		location.finish();
		again(location, delay);
	}

	private Duration attempt(CrlLocation<L> location) {
		try {
			update(location);
			Instant now = this.clock.instant();
			location.succeeded(now);
			L crl = location.slot().newest();
			return (crl != null) ? this.schedule.afterSuccess(crl, now) : this.schedule.afterFailure(0);
		}
		catch (IOException ex) {
			return failed(location, ex::getMessage);
		}
		catch (CRLException ex) {
			return failed(location, () -> "Unable to use the CRL from '" + PrintableText.of(location.uri().toString())
					+ "': " + ex.getMessage());
		}
		catch (RuntimeException | Error ex) {
			// Of whoever reads it, or there was not enough memory: the next may be better
			return failed(location,
					() -> "Unable to read the CRL from '" + PrintableText.of(location.uri().toString()) + "': " + ex);
		}
	}

	private void update(CrlLocation<L> location) throws IOException, CRLException {
		Fetcher.Answer answer = this.fetcher.fetch(location.request(this.maxBytes, MAX_TIME, this.clock.instant()));
		if (answer.body() == null) {
			return;
		}
		byte[] der = CrlContent.der(answer.body());
		L crl = this.reader.read(der, location.uri().toString());
		this.locations.install(location, new HeldCrl<>(crl, CrlContent.digest(der), der.length, answer.lastModified()));
	}

	private Duration failed(CrlLocation<L> location, Supplier<String> reason) {
		return this.schedule.afterFailure(location.failed(String.valueOf(reason.get()), this.clock.instant()));
	}

	private BackgroundTasks tasks(CrlLocation<L> location) {
		return location.isConfigured() ? this.forConfigured : this.forLearnt;
	}

	/**
	 * Makes threads for background tasks.
	 */
	@FunctionalInterface
	interface TaskFactory {

		BackgroundTasks create(String name, int threads);

	}

}
