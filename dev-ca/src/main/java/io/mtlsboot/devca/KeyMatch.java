package io.mtlsboot.devca;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Proves that a private key belongs to a public one.
 */
final class KeyMatch {

	private static final int CHALLENGE = 32;

	private KeyMatch() {
	}

	static boolean matches(PrivateKey privateKey, PublicKey publicKey) {
		byte[] challenge = new byte[CHALLENGE];
		Randomness.SOURCE.nextBytes(challenge);
		try {
			String algorithm = Minter.defaultAlgorithm(privateKey);
			Signature signer = Signature.getInstance(algorithm);
			signer.initSign(privateKey, Randomness.SOURCE);
			signer.update(challenge);
			Signature verifier = Signature.getInstance(algorithm);
			verifier.initVerify(publicKey);
			verifier.update(challenge);
			return verifier.verify(signer.sign());
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

}
