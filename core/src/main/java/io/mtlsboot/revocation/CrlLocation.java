package io.mtlsboot.revocation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Where a revocation list is fetched from, what is there, and how that goes. Safe for use
 * by many threads.
 *
 * @param <L> the list
 */
final class CrlLocation<L extends FetchedCrl> {

	private final URI uri;

	private final boolean configured;

	private final CrlSlot<L> slot = new CrlSlot<>();

	private @Nullable CompletableFuture<Void> fetching;

	private @Nullable Instant lastSuccess;

	private @Nullable Instant failingSince;

	private String failure = "";

	private int failures;

	private Instant lastAsked;

	private boolean started;

	private boolean givenUp;

	CrlLocation(URI uri, boolean configured, Instant now) {
		this.uri = uri;
		this.configured = configured;
		this.lastAsked = now;
	}

	URI uri() {
		return this.uri;
	}

	boolean isConfigured() {
		return this.configured;
	}

	CrlSlot<L> slot() {
		return this.slot;
	}

	Fetcher.Request request(int maxBytes, Duration timeout, Instant now) {
		return new Fetcher.Request(this.uri, this.configured, null, null, this.slot.lastModified(now), maxBytes,
				timeout);
	}

	synchronized void asked(Instant now) {
		this.lastAsked = now;
	}

	/**
	 * Whether nobody needs it any more.
	 * @param since a moment
	 * @return whether nobody has asked for it since then, and nobody configured it
	 */
	synchronized boolean isForgotten(Instant since) {
		return !this.configured && this.lastAsked.isBefore(since);
	}

	/** Nobody needs it any more. */
	synchronized void giveUp() {
		this.givenUp = true;
		finish();
	}

	/**
	 * Begins to keep it up to date, for which whoever asks may wait from now on.
	 * @return {@code false} if somebody does already
	 */
	synchronized boolean start() {
		if (this.started) {
			return false;
		}
		this.started = true;
		begin();
		return true;
	}

	/** Begins to fetch, which whoever asks may wait for. */
	synchronized void begin() {
		if (this.fetching == null && !this.givenUp) {
			this.fetching = new CompletableFuture<>();
		}
	}

	/** Wakes whoever waits. */
	synchronized void finish() {
		CompletableFuture<Void> finished = this.fetching;
		this.fetching = null;
		if (finished != null) {
			finished.complete(null);
		}
	}

	/**
	 * What to wait for.
	 * @return {@code null} if it is not being fetched
	 */
	synchronized @Nullable CompletableFuture<Void> fetching() {
		return this.fetching;
	}

	synchronized boolean isGivenUp() {
		return this.givenUp;
	}

	/**
	 * The server has answered.
	 * @param now the moment
	 */
	synchronized void succeeded(Instant now) {
		this.failures = 0;
		this.lastSuccess = now;
		this.failingSince = null;
		this.failure = "";
	}

	/**
	 * There is no answer that could be used.
	 * @param reason why
	 * @param now the moment
	 * @return how often in succession there was none before
	 */
	synchronized int failed(String reason, Instant now) {
		if (this.failingSince == null) {
			this.failingSince = now;
		}
		this.failure = PrintableText.of(reason);
		return this.failures++;
	}

	/**
	 * Why there is no list, or an old one.
	 * @return a sentence; empty if all is well
	 */
	synchronized String objection() {
		if (!this.failure.isEmpty()) {
			return this.failure;
		}
		return (this.slot.newest() == null)
				? "the CRL from '" + PrintableText.of(this.uri.toString()) + "' is still being fetched" : "";
	}

	synchronized CrlDistribution.Fetched state() {
		L crl = this.slot.newest();
		if (crl == null) {
			return new CrlDistribution.Fetched(this.uri, this.configured, null, null, null, 0, this.lastSuccess,
					this.failingSince, this.failure);
		}
		return new CrlDistribution.Fetched(this.uri, this.configured, crl.issuer(), crl.thisUpdate(),
				crl.nextUpdate().orElse(null), crl.size(), this.lastSuccess, this.failingSince, this.failure);
	}

}
