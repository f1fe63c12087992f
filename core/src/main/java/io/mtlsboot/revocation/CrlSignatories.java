package io.mtlsboot.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.x509.CrlSigning;

/**
 * Finds out who signed a CRL: the key that signed the certificate in question, or another
 * one that leads to the same anchor.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3">RFC 5280 §6.3.3 (f)
 * and (g)</a>
 */
final class CrlSignatories {

	private final RevocationQuery query;

	private final Map<X500Principal, List<X509Certificate>> others = new HashMap<>();

	CrlSignatories(RevocationQuery query) {
		this.query = query;
	}

	/**
	 * Proves who signed a CRL.
	 * @param crl the CRL
	 * @return the CRL; empty if nobody signed it who may
	 */
	Optional<SignedCrl> prove(RevocationList crl) {
		X509Certificate issuer = this.query.issuer();
		if (issuer.getSubjectX500Principal().equals(crl.issuer()) && isSignedBy(crl, issuer)) {
			return Optional.of(new SignedCrl(crl, Instant.MAX));
		}
		// Not computeIfAbsent: whoever looks for them may ask further questions
		List<X509Certificate> signers = this.others.get(crl.issuer());
		if (signers == null) {
			signers = this.query.signers().apply(crl.issuer());
			this.others.put(crl.issuer(), signers);
		}
		return signers.stream()
			.filter((signer) -> signer.getSubjectX500Principal().equals(crl.issuer()) && isSignedBy(crl, signer))
			.map((signer) -> signer.getNotAfter().toInstant().plus(this.query.skew()))
			.max(Instant::compareTo)
			.map((end) -> new SignedCrl(crl, end));
	}

	private static boolean isSignedBy(RevocationList crl, X509Certificate signer) {
		return CrlSigning.isAllowedBy(signer) && crl.isSignedBy(signer.getPublicKey());
	}

}
