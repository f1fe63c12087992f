package io.mtlsboot.revocation;

import java.security.PublicKey;
import java.security.cert.X509Certificate;

import javax.security.auth.x500.X500Principal;

/**
 * Who may sign a list, as a validated path says.
 *
 * @param name the name
 * @param key the key
 */
record CrlSigner(X500Principal name, PublicKey key) {

	static CrlSigner of(X509Certificate certificate) {
		return new CrlSigner(certificate.getSubjectX500Principal(), certificate.getPublicKey());
	}

	boolean hasSigned(FetchedCrl crl) {
		return this.name.equals(crl.issuer()) && crl.isSignedBy(this.key);
	}

}
