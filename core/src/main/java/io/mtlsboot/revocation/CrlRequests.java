package io.mtlsboot.revocation;

import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtlsboot.x509.CrlDistributionPoints;

/**
 * Answers who asks for the status of a certificate, from the lists that are there or that
 * come in time.
 *
 * @param <L> the lists
 */
final class CrlRequests<L extends FetchedCrl> implements AutoCloseable {

	/** How many addresses of one certificate are tried. */
	static final int MAX_NAMED = 8;

	private static final int MAX_OBJECTIONS = 3;

	private final CrlDistributionSettings settings;

	private final CrlLocations<L> locations;

	private final CrlDownloads<L> downloads;

	private final Clock clock;

	CrlRequests(CrlDistributionSettings settings, CrlLocations<L> locations, CrlDownloads<L> downloads, Clock clock) {
		this.settings = settings;
		this.locations = locations;
		this.downloads = downloads;
		this.clock = clock;
		locations.all().forEach(downloads::start);
	}

	RevocationStatus status(RevocationQuery query) {
		List<CrlLocation<L>> relevant = this.locations.relevant(named(query.certificate()), this.clock.instant());
		relevant.forEach(this.downloads::start);
		long end = System.nanoTime() + this.settings.timeout().toNanos();
		List<CompletableFuture<Void>> fetching = fetching(relevant);
		RevocationStatus status = judge(query, relevant);
		while (query.mayWait() && status instanceof RevocationStatus.Unknown && await(fetching, end)) {
			fetching = fetching(relevant);
			status = judge(query, relevant);
		}
		return (status instanceof RevocationStatus.Unknown unknown) ? explained(unknown, relevant) : status;
	}

	long epoch() {
		return this.locations.epoch();
	}

	List<CrlDistribution.Fetched> fetched() {
		return this.locations.all().stream().map(CrlLocation::state).toList();
	}

	@Override
	public void close() {
		this.downloads.close();
	}

	private List<URI> named(X509Certificate certificate) {
		if (!this.settings.fromCertificates()) {
			return List.of();
		}
		try {
			return CrlDistributionPoints.httpUris(certificate, MAX_NAMED);
		}
		catch (CertificateParsingException ex) {
			// What is configured may say something all the same
			return List.of();
		}
	}

	private void remember(CrlLocation<L> location, RevocationQuery query) {
		CrlSigner issuer = CrlSigner.of(query.issuer());
		boolean news = false;
		for (L crl : location.slot().unproven()) {
			if (issuer.name().equals(crl.issuer())) {
				news |= location.slot().remember(issuer);
			}
			else if (!location.isConfigured()) {
				// An indirect list; finding its signer is work
				for (X509Certificate signer : query.signers().apply(crl.issuer())) {
					news |= location.slot().remember(CrlSigner.of(signer));
				}
			}
		}
		if (news) {
			this.downloads.prove(location);
		}
	}

	private RevocationStatus judge(RevocationQuery query, List<CrlLocation<L>> relevant) {
		relevant.forEach((location) -> remember(location, query));
		return this.locations.judge().status(query);
	}

	// Looked up before the lists, lest one comes in between
	private List<CompletableFuture<Void>> fetching(List<CrlLocation<L>> relevant) {
		return relevant.stream().flatMap((location) -> Stream.ofNullable(location.fetching())).toList();
	}

	// Whether one of them is there, or cannot be had
	private static boolean await(List<CompletableFuture<Void>> fetching, long end) {
		long left = end - System.nanoTime();
		if (fetching.isEmpty() || left <= 0) {
			return false;
		}
		try {
			CompletableFuture.anyOf(fetching.toArray(CompletableFuture<?>[]::new)).get(left, TimeUnit.NANOSECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	private RevocationStatus explained(RevocationStatus.Unknown unknown, List<CrlLocation<L>> relevant) {
		Stream<String> objections = relevant.stream()
			.map(CrlLocation::objection)
			.filter((objection) -> !objection.isEmpty())
			.limit(MAX_OBJECTIONS);
		return new RevocationStatus.Unknown(Stream.concat(Stream.of(unknown.evidence()), objections)
			.filter((evidence) -> !evidence.isEmpty())
			.collect(Collectors.joining("; ")));
	}

}
