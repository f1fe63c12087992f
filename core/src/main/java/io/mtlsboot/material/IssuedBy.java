package io.mtlsboot.material;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/**
 * Whether one certificate issued another: by name and by signature, since a name alone
 * can be claimed by anybody.
 */
final class IssuedBy {

	private IssuedBy() {
	}

	static boolean test(X509Certificate certificate, X509Certificate issuer) {
		if (!names(certificate, issuer)) {
			return false;
		}
		try {
			certificate.verify(issuer.getPublicKey());
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	static boolean names(X509Certificate certificate, X509Certificate issuer) {
		return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
	}

	static boolean itself(X509Certificate certificate) {
		return test(certificate, certificate);
	}

}
