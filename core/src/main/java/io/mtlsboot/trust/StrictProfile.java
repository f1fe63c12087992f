package io.mtlsboot.trust;

import java.security.cert.X509Certificate;

import io.mtlsboot.x509.ConformingProfile;

/**
 * Requires certificates, that of the anchor among them, as RFC 5280 asks conforming CAs
 * to issue them.
 */
final class StrictProfile implements PathRule {

	@Override
	public Check step() {
		return Check.FORM;
	}

	@Override
	public void check(CandidatePath path) throws PeerRejectedException {
		check(path.anchor());
		for (X509Certificate certificate : path.certificates()) {
			check(certificate);
		}
	}

	private static void check(X509Certificate certificate) throws PeerRejectedException {
		String objection = ConformingProfile.objection(certificate);
		if (objection != null) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					"required by strict RFC 5280: " + objection, certificate);
		}
	}

}
