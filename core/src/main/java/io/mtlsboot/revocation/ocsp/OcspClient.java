package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

import io.mtlsboot.revocation.Fetcher;
import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.RevocationSource;
import io.mtlsboot.revocation.RevocationStatus;

/**
 * What OCSP says of certificates: answers that peers send along, and else those of
 * responders.
 * <p>
 * An answer is believed if it is about exactly this certificate, current, and signed by
 * the CA that issued the certificate or by whom that CA's key has directly authorized.
 * Good answers are remembered until they end, and asked for anew in the background before
 * that as long as somebody uses them. That a certificate is revoked is remembered beyond
 * the end of the answer, unless it is only on hold.
 * <p>
 * Safe for use by many threads. A caller waits for a responder no longer than the
 * time-out, and not at all for one that has just failed or if the query says so. Requests
 * are sent by up to eight daemon threads, which end when there is nothing to do.
 * <p>
 * Nothing is thrown: whatever goes wrong is {@link RevocationStatus.Unknown}, with the
 * responder and what was expected of it in the evidence.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960">RFC 6960</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5019">RFC 5019</a>
 */
public final class OcspClient implements RevocationSource, AutoCloseable {

	private final OcspSettings settings;

	private final Background background;

	private final Staples staples;

	private final Requests requests;

	private final RefreshAhead refresh;

	private final RecentlyUsed<CertId, KnownCertificate> certificates;

	private final AtomicLong epoch = new AtomicLong();

	/**
	 * Creates a client that has asked nobody yet.
	 * @param settings how responders are asked
	 * @param fetcher sends the requests
	 */
	public OcspClient(OcspSettings settings, Fetcher fetcher) {
		this(settings, fetcher, Clock.systemUTC(), new BackgroundThreads(),
				() -> ThreadLocalRandom.current().nextDouble());
	}

	OcspClient(OcspSettings settings, Fetcher fetcher, Clock clock, Background background, DoubleSupplier random) {
		AnswerVerifier verifier = new AnswerVerifier(settings);
		Exchange exchange = new Exchange(settings, fetcher, clock, verifier);
		this.settings = settings;
		this.background = background;
		this.staples = new Staples(verifier);
		this.requests = new Requests(settings, exchange, clock, background, this::accept);
		this.refresh = new RefreshAhead(this.requests, clock, background, random);
		this.certificates = new RecentlyUsed<>(settings.maxEntries(),
				(id) -> new KnownCertificate(settings.maxBackoff()), KnownCertificate::forget);
	}

	@Override
	public RevocationStatus status(RevocationQuery query) {
		try {
			return find(query);
		}
		catch (CertificateParsingException | RuntimeException | StackOverflowError ex) {
			// What certificates and answers make the JDK's parsers throw, too
			return new RevocationStatus.Unknown("required: a current OCSP answer, known: none, the certificate or an "
					+ "answer cannot be processed: " + ex.getClass().getSimpleName());
		}
	}

	private RevocationStatus find(RevocationQuery query) throws CertificateParsingException {
		Target target = Target.of(query, this.settings);
		KnownCertificate known = this.certificates.get(target.id());
		String objections = this.staples.read(query, target, known, (answer) -> accept(known, answer));
		RevocationStatus status = known.status(target, query.now());
		if (status == null) {
			String phrase = objections + this.requests.ask(known, target, query.mayWait());
			status = known.finalStatus(target, query.now(), phrase);
		}
		this.refresh.plan(known, target);
		return status;
	}

	private void accept(KnownCertificate known, Answer answer) {
		if (known.accept(answer)) {
			// After the answer can be found: whoever sees the number asks again
			this.epoch.incrementAndGet();
		}
	}

	@Override
	public long epoch() {
		return this.epoch.get();
	}

	/**
	 * Ends what is under way. Nobody is asked from then on; what is known stays known.
	 */
	@Override
	public void close() {
		this.background.close();
	}

}
