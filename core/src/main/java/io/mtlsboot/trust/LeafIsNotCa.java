package io.mtlsboot.trust;

import java.security.cert.X509Certificate;

/**
 * Requires that the certificate of a workload is not one that issues others: whoever
 * holds the key of a CA could be anybody.
 */
final class LeafIsNotCa {

	private LeafIsNotCa() {
	}

	static void check(X509Certificate leaf) throws PeerRejectedException {
		if (leaf.getBasicConstraints() != -1) {
			throw new PeerRejectedException(RejectionReason.LEAF_IS_CA,
					"required: a certificate of a workload, presented: a CA certificate", leaf);
		}
	}

}
