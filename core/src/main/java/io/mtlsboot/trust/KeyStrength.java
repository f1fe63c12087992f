package io.mtlsboot.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;

/**
 * Requires keys that are strong enough and of an algorithm that TLS has signatures for.
 *
 * @param minRsaBits the smallest RSA modulus
 */
record KeyStrength(int minRsaBits) implements PathRule {

	private static final int MIN_EC_BITS = 256;

	@Override
	public void check(X509Certificate certificate, boolean leaf) throws PeerRejectedException {
		if (!isEnough(certificate)) {
			throw new PeerRejectedException(
					RejectionReason.ALGORITHM_NOT_ALLOWED, "required: RSA from " + this.minRsaBits + " bits, EC from "
							+ MIN_EC_BITS + " bits or EdDSA, presented: " + describe(certificate.getPublicKey()),
					certificate);
		}
	}

	boolean isEnough(X509Certificate certificate) {
		PublicKey key = certificate.getPublicKey();
		if (key instanceof RSAKey rsa) {
			return rsa.getModulus().bitLength() >= this.minRsaBits;
		}
		if (key instanceof ECKey ec) {
			return ec.getParams().getCurve().getField().getFieldSize() >= MIN_EC_BITS;
		}
		return key instanceof EdECKey;
	}

	private static String describe(PublicKey key) {
		if (key instanceof RSAKey rsa) {
			return "RSA with " + rsa.getModulus().bitLength() + " bits";
		}
		if (key instanceof ECKey ec) {
			return "EC with " + ec.getParams().getCurve().getField().getFieldSize() + " bits";
		}
		return key.getAlgorithm();
	}

}
