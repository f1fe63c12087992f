package io.mtlsboot.trust;

import java.security.cert.X509Certificate;

import io.mtlsboot.x509.KeyPurpose;

/**
 * Requires that a leaf may authenticate the side of the handshake that presented it. A
 * certificate without the extensions is not restricted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3">RFC 5280 §4.2.1.3
 * and §4.2.1.12</a>
 */
final class LeafPurpose {

	private static final int DIGITAL_SIGNATURE = 0;

	private LeafPurpose() {
	}

	static void check(X509Certificate leaf, KeyPurpose purpose) throws PeerRejectedException {
		if (!purpose.isAllowedBy(leaf)) {
			throw new PeerRejectedException(RejectionReason.PURPOSE_NOT_ALLOWED,
					"required: " + purpose + ", presented: " + PresentedPurposes.of(leaf), leaf);
		}
		boolean[] keyUsage = leaf.getKeyUsage();
		if (keyUsage != null && !keyUsage[DIGITAL_SIGNATURE]) {
			throw new PeerRejectedException(RejectionReason.PURPOSE_NOT_ALLOWED,
					"required: digitalSignature, presented: a key usage without it", leaf);
		}
	}

}
