package io.mtlsboot.trust;

import java.security.cert.X509Certificate;

import io.mtlsboot.x509.KeyPurpose;

/**
 * Requires that a CA with an extended key usage may vouch for the purpose: a CA for
 * server certificates must not issue callers. The JDK looks at the leaf only.
 *
 * @param purpose the purpose of the leaf
 */
record IssuerPurpose(KeyPurpose purpose) implements PathRule {

	@Override
	public Check step() {
		return Check.PURPOSE;
	}

	@Override
	public void check(CandidatePath path) throws PeerRejectedException {
		for (X509Certificate issuer : path.issuers()) {
			if (!this.purpose.isAllowedBy(issuer)) {
				throw new PeerRejectedException(RejectionReason.PURPOSE_NOT_ALLOWED,
						"required of the issuing CA: " + this.purpose + ", presented: " + PresentedPurposes.of(issuer),
						issuer);
			}
		}
	}

}
