package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.x509.PrintableText;

/**
 * Requires that an answer is signed by the CA that issued the certificate, or by whom
 * that CA's own key has authorized to answer for it.
 *
 * @param issuer the certificate of the CA
 * @param now the moment
 * @param skew how far clocks may differ
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.2.2">RFC 6960
 * §4.2.2.2</a>
 */
record AnswerSigner(X509Certificate issuer, Instant now, Duration skew) {

	/**
	 * Each costs a signature to verify, and anybody can send along what claims to be it.
	 */
	private static final int MAX_CANDIDATES = 2;

	void check(BasicResponse response) throws UnusableAnswerException {
		if (!response.algorithm().isStrong()) {
			throw new UnusableAnswerException("sent an answer with a weak signature (" + response.algorithm()
					+ ", expected one with SHA-256, SHA-384, SHA-512 or EdDSA)");
		}
		try {
			boolean byIssuer = response.responder().isOf(this.issuer);
			if (!byIssuer || !response.isSignedBy(this.issuer.getPublicKey())) {
				checkDelegated(response, byIssuer);
			}
		}
		catch (CertificateException ex) {
			throw new UnusableAnswerException("sent an answer with a signer that cannot be read");
		}
	}

	private void checkDelegated(BasicResponse response, boolean byIssuer)
			throws UnusableAnswerException, CertificateException {
		String objection = byIssuer ? "whose key has not made the signature"
				: "which none of the certificates with it belongs to";
		int candidates = 0;
		for (DerElement encoded : response.certificates()) {
			DelegatedResponder delegated = DelegatedResponder.read(encoded);
			if (!response.responder().isOf(delegated.certificate()) || candidates++ >= MAX_CANDIDATES) {
				continue;
			}
			String other = delegated.objection(this.issuer, this.now, this.skew);
			if (other == null && response.isSignedBy(delegated.certificate().getPublicKey())) {
				return;
			}
			objection = (other != null) ? other : "whose key has not made the signature";
		}
		throw new UnusableAnswerException(
				"sent an answer of " + response.responder() + ", " + objection + " (expected one of '"
						+ PrintableText.of(this.issuer.getSubjectX500Principal()) + "' or of whom it authorizes)");
	}

}
