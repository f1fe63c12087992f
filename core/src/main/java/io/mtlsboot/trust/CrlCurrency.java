package io.mtlsboot.trust;

import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Whether a CRL may say that a certificate is good.
 *
 * @param crl the CRL
 * @param validity the moment, and how far clocks may differ
 */
record CrlCurrency(X509CRL crl, Validity validity) {

	boolean isCurrent() {
		return objection() == null;
	}

	/**
	 * The last moment at which a current CRL is current.
	 */
	Instant end() {
		return this.crl.getNextUpdate().toInstant().plus(this.validity.skew());
	}

	/**
	 * What speaks against the CRL.
	 * @return a phrase for evidence, or {@code null} if it is current
	 */
	@Nullable String objection() {
		if (!SignatureStrength.isEnough(this.crl.getSigAlgOID(), this.crl.getSigAlgParams())) {
			return "with a weak signature (" + PrintableText.of(this.crl.getSigAlgName()) + ")";
		}
		Instant thisUpdate = this.crl.getThisUpdate().toInstant();
		if (this.validity.now().plus(this.validity.skew()).isBefore(thisUpdate)) {
			return "that holds from " + thisUpdate;
		}
		Date nextUpdate = this.crl.getNextUpdate();
		if (nextUpdate == null) {
			// RFC 5280 §5.1.2.5: every CRL must say when the next one is due
			return "without nextUpdate";
		}
		return this.validity.now().isAfter(end()) ? "stale since " + nextUpdate.toInstant() : null;
	}

}
