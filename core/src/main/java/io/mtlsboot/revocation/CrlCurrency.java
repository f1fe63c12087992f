package io.mtlsboot.revocation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether a CRL may say that a certificate is good.
 *
 * @param crl the CRL
 * @param query the moment, and how far clocks may differ
 */
record CrlCurrency(RevocationList crl, RevocationQuery query) {

	/**
	 * The last moment at which the CRL is current.
	 */
	Instant end() {
		return this.crl.nextUpdate().map((next) -> next.plus(this.query.skew())).orElse(Instant.MIN);
	}

	/**
	 * What speaks against the CRL.
	 * @return a phrase for evidence, or {@code null} if it is current
	 */
	@Nullable String objection() {
		if (!this.crl.hasStrongSignature()) {
			return "with a weak signature (" + this.crl.signatureAlgorithm() + ")";
		}
		Instant thisUpdate = this.crl.thisUpdate();
		if (this.query.now().plus(this.query.skew()).isBefore(thisUpdate)) {
			return "that holds from " + thisUpdate;
		}
		Instant nextUpdate = this.crl.nextUpdate().orElse(null);
		if (nextUpdate == null) {
			// RFC 5280 §5.1.2.5: every CRL must say when the next one is due
			return "without nextUpdate";
		}
		return this.query.now().isAfter(end()) ? "stale since " + nextUpdate : null;
	}

}
