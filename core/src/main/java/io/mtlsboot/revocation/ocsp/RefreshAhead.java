package io.mtlsboot.revocation.ocsp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * Asks again about certificates in use before what is known of them ends, so that nobody
 * has to wait for it: not handshakes, and not live connections, which cannot.
 */
final class RefreshAhead {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	/**
	 * Which part of the remaining time passes at least. What fails is tried again after
	 * such a part of what is left then.
	 */
	private static final double EARLIEST = 0.75;

	private static final double SPREAD = 0.2;

	private final Requests requests;

	private final Clock clock;

	private final Background background;

	private final DoubleSupplier random;

	RefreshAhead(Requests requests, Clock clock, Background background, DoubleSupplier random) {
		this.requests = requests;
		this.clock = clock;
		this.background = background;
		this.random = random;
	}

	/**
	 * Plans to ask again about a certificate of which a good answer is known, unless that
	 * is planned already.
	 * @param known what is known of it
	 * @param target the certificate
	 */
	void plan(KnownCertificate known, Target target) {
		Responder responder = target.responder();
		Instant end = (responder != null) ? known.plan() : null;
		if (responder == null || end == null) {
			return;
		}
		Duration remaining = Duration.between(this.clock.instant(), end);
		double part = EARLIEST + SPREAD * this.random.getAsDouble();
		Duration delay = Duration.ofMillis((long) (remaining.toMillis() * part));
		if (delay.compareTo(SHORTEST) < 0) {
			known.unplan();
			return;
		}
		known.plannedWith(this.background.schedule(() -> refresh(known, target, responder), delay));
	}

	private void refresh(KnownCertificate known, Target target, Responder responder) {
		known.unplan();
		// If nobody has used it, whoever does next plans again
		if (known.isInUse()) {
			this.requests.start(known, target, responder).whenEnded(() -> plan(known, target));
		}
	}

}
