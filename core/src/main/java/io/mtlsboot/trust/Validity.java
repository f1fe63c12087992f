package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * The moment at which certificates must be valid, and how far clocks may differ.
 *
 * @param now the moment
 * @param skew how far clocks may differ
 */
record Validity(Instant now, Duration skew) implements PathRule {

	Validity {
		// RFC 5280 §4.1.2.5: certificates know whole seconds, and the last one counts
		now = now.truncatedTo(ChronoUnit.SECONDS);
	}

	@Override
	public Check step() {
		return Check.VALIDITY;
	}

	@Override
	public void check(CandidatePath path) throws PeerRejectedException {
		check(path.anchor(), RejectionReason.ANCHOR_EXPIRED);
		for (X509Certificate certificate : path.certificates()) {
			check(certificate, RejectionReason.EXPIRED);
		}
	}

	/**
	 * A moment for path validation, which knows no skew.
	 * @param path certificates that are valid now, skew included
	 * @return now, or the nearest moment at which all are valid if there is one
	 */
	Instant momentWithin(List<X509Certificate> path) {
		Instant moment = this.now;
		for (X509Certificate certificate : path) {
			Instant notBefore = certificate.getNotBefore().toInstant();
			moment = moment.isBefore(notBefore) ? notBefore : moment;
		}
		for (X509Certificate certificate : path) {
			Instant notAfter = certificate.getNotAfter().toInstant();
			moment = moment.isAfter(notAfter) ? notAfter : moment;
		}
		return moment;
	}

	/**
	 * The last moment at which all certificates of a path are valid, skew included.
	 */
	Instant endOf(List<X509Certificate> path, X509Certificate anchor) {
		return Stream.concat(path.stream(), Stream.of(anchor))
			.map((certificate) -> certificate.getNotAfter().toInstant())
			.reduce(Instant.MAX, (one, other) -> one.isBefore(other) ? one : other)
			.plus(this.skew);
	}

	private void check(X509Certificate certificate, RejectionReason expired) throws PeerRejectedException {
		if (isExpired(certificate)) {
			throw new PeerRejectedException(expired, "notAfter " + certificate.getNotAfter().toInstant() + also(),
					certificate);
		}
		if (isNotYetValid(certificate)) {
			throw new PeerRejectedException(RejectionReason.NOT_YET_VALID,
					"notBefore " + certificate.getNotBefore().toInstant() + also(), certificate);
		}
	}

	boolean isExpired(X509Certificate certificate) {
		return this.now.minus(this.skew).isAfter(certificate.getNotAfter().toInstant());
	}

	private boolean isNotYetValid(X509Certificate certificate) {
		return this.now.plus(this.skew).isBefore(certificate.getNotBefore().toInstant());
	}

	private String also() {
		return ", now " + this.now + ", tolerated skew " + this.skew.toSeconds() + "s";
	}

}
