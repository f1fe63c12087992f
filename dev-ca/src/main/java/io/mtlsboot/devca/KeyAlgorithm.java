package io.mtlsboot.devca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/**
 * The keys that can be generated, one of them too weak on purpose.
 */
public enum KeyAlgorithm {

	/**
	 * RSA with 2048 bits.
	 */
	RSA_2048("RSA", 2048, ""),

	/**
	 * RSA with 1024 bits: too weak to be accepted anywhere, for tests of exactly that.
	 */
	RSA_1024("RSA", 1024, ""),

	/**
	 * RSA with 3072 bits.
	 */
	RSA_3072("RSA", 3072, ""),

	/**
	 * Elliptic curve P-256.
	 */
	EC_P256("EC", 0, "secp256r1"),

	/**
	 * Elliptic curve P-384.
	 */
	EC_P384("EC", 0, "secp384r1"),

	/**
	 * Elliptic curve P-521.
	 */
	EC_P521("EC", 0, "secp521r1"),

	/**
	 * Edwards curve Ed25519.
	 */
	ED25519("Ed25519", 0, "");

	private final String algorithm;

	private final int bits;

	private final String curve;

	KeyAlgorithm(String algorithm, int bits, String curve) {
		this.algorithm = algorithm;
		this.bits = bits;
		this.curve = curve;
	}

	/**
	 * Generates a new key pair. Takes noticeable time for RSA.
	 * @return the key pair
	 */
	public KeyPair generate() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(this.algorithm);
			if (this.bits > 0) {
				generator.initialize(this.bits, Randomness.SOURCE);
			}
			else if (!this.curve.isEmpty()) {
				generator.initialize(new ECGenParameterSpec(this.curve), Randomness.SOURCE);
			}
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new DevCaException("Unable to generate a key of algorithm '" + name() + "'", ex);
		}
	}

}
