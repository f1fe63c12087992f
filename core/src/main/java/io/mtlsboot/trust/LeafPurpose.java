package io.mtlsboot.trust;

import java.security.cert.X509Certificate;

import io.mtlsboot.x509.KeyPurpose;

/**
 * Requires that a leaf may authenticate the side of the handshake that presented it. A
 * certificate without the extensions is not restricted.
 *
 * @param purpose the purpose
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3">RFC 5280 §4.2.1.3
 * and §4.2.1.12</a>
 */
record LeafPurpose(KeyPurpose purpose) implements PathRule {

	private static final String KEY_USAGE = "2.5.29.15";

	private static final int DIGITAL_SIGNATURE = 0;

	@Override
	public Check step() {
		return Check.PURPOSE;
	}

	@Override
	public void check(CandidatePath path) throws PeerRejectedException {
		X509Certificate leaf = path.leaf();
		if (!this.purpose.isAllowedBy(leaf)) {
			throw new PeerRejectedException(RejectionReason.PURPOSE_NOT_ALLOWED,
					"required: " + this.purpose + ", presented: " + PresentedPurposes.of(leaf), leaf);
		}
		boolean[] keyUsage = leaf.getKeyUsage();
		// The JDK reports a key usage that it cannot parse like one that is absent
		boolean maySign = (keyUsage != null) ? keyUsage[DIGITAL_SIGNATURE] : leaf.getExtensionValue(KEY_USAGE) == null;
		if (!maySign) {
			throw new PeerRejectedException(RejectionReason.PURPOSE_NOT_ALLOWED,
					"required: digitalSignature, presented: a key usage without it", leaf);
		}
	}

}
