package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The moment at which certificates must be valid, and how far clocks may differ.
 *
 * @param now the moment
 * @param skew how far clocks may differ
 */
record Validity(Instant now, Duration skew) {

	/**
	 * The moments at which a path may be valid as a whole: path validation knows one
	 * moment and no skew.
	 * @return now first, then both ends of the skew if there is any
	 */
	List<Instant> moments() {
		return this.skew.isZero() ? List.of(this.now)
				: List.of(this.now, this.now.minus(this.skew), this.now.plus(this.skew));
	}

	boolean covers(X509Certificate certificate) {
		return !isExpired(certificate) && !isNotYetValid(certificate);
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

	void check(X509Certificate certificate) throws PeerRejectedException {
		if (isExpired(certificate)) {
			throw new PeerRejectedException(RejectionReason.EXPIRED,
					"notAfter " + certificate.getNotAfter().toInstant() + also(), certificate);
		}
		if (isNotYetValid(certificate)) {
			throw new PeerRejectedException(RejectionReason.NOT_YET_VALID,
					"notBefore " + certificate.getNotBefore().toInstant() + also(), certificate);
		}
	}

	private boolean isExpired(X509Certificate certificate) {
		return this.now.minus(this.skew).isAfter(certificate.getNotAfter().toInstant());
	}

	private boolean isNotYetValid(X509Certificate certificate) {
		return this.now.plus(this.skew).isBefore(certificate.getNotBefore().toInstant());
	}

	private String also() {
		return ", now " + this.now + ", tolerated skew " + this.skew.toSeconds() + "s";
	}

}
