package io.mtlsboot.trust;

import java.security.cert.X509Certificate;

/**
 * A rule that each certificate of a path, without the anchor, must keep. A path that
 * breaks one is not taken, and another one is looked for.
 */
@FunctionalInterface
interface PathRule {

	/**
	 * Checks one certificate.
	 * @param certificate the certificate
	 * @param leaf whether it is the certificate of the workload, not of a CA
	 * @throws PeerRejectedException if it breaks the rule
	 */
	void check(X509Certificate certificate, boolean leaf) throws PeerRejectedException;

}
