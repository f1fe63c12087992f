package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Certificates that name each other as issuers, up to an anchor.
 *
 * @param certificates the leaf first, without the anchor
 * @param anchor the anchor
 */
record CandidatePath(List<X509Certificate> certificates, X509Certificate anchor) {

	CandidatePath {
		certificates = List.copyOf(certificates);
	}

	X509Certificate leaf() {
		return this.certificates.get(0);
	}

	/**
	 * Whoever issued the others: the anchor and the intermediates.
	 * @return the anchor first, then downwards
	 */
	List<X509Certificate> issuers() {
		List<X509Certificate> issuers = new ArrayList<>(this.certificates.subList(1, this.certificates.size()));
		issuers.add(this.anchor);
		Collections.reverse(issuers);
		return issuers;
	}

	/**
	 * Whether a certificate has the name of its issuer. Such a certificate of a CA does
	 * not count for path lengths and name constraints: RFC 5280 §6.1.
	 */
	static boolean isSelfIssued(X509Certificate certificate) {
		return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
	}

}
