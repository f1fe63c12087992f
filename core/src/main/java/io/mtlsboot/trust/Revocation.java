package io.mtlsboot.trust;

import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Optional;

import io.mtlsboot.x509.PrintableText;

/**
 * That a certificate is on a CRL.
 *
 * @param entry what the CRL says of it
 * @param crl the CRL
 */
record Revocation(X509CRLEntry entry, X509CRL crl) {

	static Optional<Revocation> of(X509Certificate certificate, X509CRL crl) {
		// By the number alone: with the certificate, the JDK compares issuers as text
		return Optional.ofNullable(crl.getRevokedCertificate(certificate.getSerialNumber()))
			.filter((entry) -> entry.getRevocationReason() != CRLReason.REMOVE_FROM_CRL)
			.map((entry) -> new Revocation(entry, crl));
	}

	/**
	 * The evidence.
	 */
	@Override
	public String toString() {
		CRLReason reason = this.entry.getRevocationReason();
		return "serial number " + this.entry.getSerialNumber().toString(16) + ", revoked "
				+ this.entry.getRevocationDate().toInstant() + ", reason "
				+ ((reason != null) ? reason : CRLReason.UNSPECIFIED) + ", by the CRL of '"
				+ PrintableText.of(this.crl.getIssuerX500Principal()) + "' of " + this.crl.getThisUpdate().toInstant();
	}

}
