package io.mtlsboot.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAPublicKey;

/**
 * Requires keys, that of the anchor among them, that are strong enough, of an algorithm
 * that TLS has signatures for, and not so large that verifying with them is an attack.
 *
 * @param minRsaBits the smallest RSA modulus
 */
record KeyStrength(int minRsaBits) implements PathRule {

	private static final int MAX_RSA_BITS = 8192;

	/** FIPS 186-5, A.1.1: the public exponent is below 2^256. */
	private static final int MAX_RSA_EXPONENT_BITS = 256;

	private static final int MIN_EC_BITS = 256;

	@Override
	public Check step() {
		return Check.KEY_STRENGTH;
	}

	@Override
	public void check(CandidatePath path) throws PeerRejectedException {
		check(path.anchor());
		for (X509Certificate certificate : path.certificates()) {
			check(certificate);
		}
	}

	private void check(X509Certificate certificate) throws PeerRejectedException {
		if (!isEnough(certificate.getPublicKey())) {
			throw new PeerRejectedException(RejectionReason.ALGORITHM_NOT_ALLOWED,
					"required: RSA from " + this.minRsaBits + " to " + MAX_RSA_BITS + " bits, EC from " + MIN_EC_BITS
							+ " bits or EdDSA, presented: " + describe(certificate.getPublicKey()),
					certificate);
		}
	}

	private boolean isEnough(PublicKey key) {
		if (key instanceof RSAPublicKey rsa) {
			return rsa.getModulus().bitLength() >= this.minRsaBits && rsa.getModulus().bitLength() <= MAX_RSA_BITS
					&& rsa.getPublicExponent().bitLength() <= MAX_RSA_EXPONENT_BITS;
		}
		if (key instanceof ECKey ec) {
			return ec.getParams().getCurve().getField().getFieldSize() >= MIN_EC_BITS;
		}
		return key instanceof EdECKey;
	}

	private static String describe(PublicKey key) {
		if (key instanceof RSAPublicKey rsa) {
			return "RSA with " + rsa.getModulus().bitLength() + " bits and an exponent of "
					+ rsa.getPublicExponent().bitLength() + " bits";
		}
		if (key instanceof ECKey ec) {
			return "EC with " + ec.getParams().getCurve().getField().getFieldSize() + " bits";
		}
		return key.getAlgorithm();
	}

}
