package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.ocsp.OcspSettings.IdHash;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that is asked about, without itself: answers are remembered for longer
 * than certificates are.
 *
 * @param id what requests name it by
 * @param ids what answers may name it by
 * @param issuer the certificate whose key signed it
 * @param responder who is asked, or {@code null} if nobody is
 * @param skew how far clocks may differ
 */
record Target(CertId id, Set<CertId> ids, X509Certificate issuer, @Nullable Responder responder, Duration skew) {

	static Target of(RevocationQuery query, OcspSettings settings) throws CertificateParsingException {
		X509Certificate certificate = query.certificate();
		CertId sha1 = CertId.of(certificate, query.issuer(), IdHash.SHA_1);
		CertId sha256 = CertId.of(certificate, query.issuer(), IdHash.SHA_256);
		Responder responder = (settings.responder() != null) ? new Responder(settings.responder(), true)
				: Responder.of(certificate);
		return new Target((settings.idHash() == IdHash.SHA_1) ? sha1 : sha256, Set.of(sha1, sha256), query.issuer(),
				responder, query.skew());
	}

	/**
	 * The evidence that nothing is known.
	 */
	String evidence(String known, Instant now) {
		return "required: a current OCSP answer of '" + PrintableText.of(this.issuer.getSubjectX500Principal())
				+ "' for serial number " + this.id.serial().toString(16) + ", known: none, " + known + ", now " + now;
	}

}
