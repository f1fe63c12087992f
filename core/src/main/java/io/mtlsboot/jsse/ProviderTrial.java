package io.mtlsboot.jsse;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

import javax.crypto.KeyAgreement;

/**
 * Lets a provider do what it would do in a handshake, together with the JDK: a library
 * that does not load or computes something else must not be noticed by callers.
 */
final class ProviderTrial {

	private static final String SIGNATURE = "SHA256withECDSA";

	private static final String AGREEMENT = "ECDH";

	private static final byte[] SIGNED = { 1, 2, 3 };

	private final Provider provider;

	private ProviderTrial(Provider provider) {
		this.provider = provider;
	}

	static void run(Provider provider) throws GeneralSecurityException {
		try {
			new ProviderTrial(provider).run();
		}
		catch (RuntimeException | LinkageError ex) {
			throw new GeneralSecurityException("it does not work: " + ex.getClass().getSimpleName()
					+ ((ex.getMessage() != null) ? ": " + ex.getMessage() : ""), ex);
		}
	}

	private void run() throws GeneralSecurityException {
		require("Signature", SIGNATURE);
		require("KeyAgreement", AGREEMENT);
		require("KeyPairGenerator", "EC");
		KeyPair its = pair(KeyPairGenerator.getInstance("EC", this.provider));
		if (its.getPublic().equals(pair(KeyPairGenerator.getInstance("EC", this.provider)).getPublic())) {
			throw new GeneralSecurityException("it generates the same key twice");
		}
		KeyPair jdks = pair(KeyPairGenerator.getInstance("EC"));
		byte[] secret = agree(KeyAgreement.getInstance(AGREEMENT, this.provider), its, jdks);
		if (!Arrays.equals(secret, agree(KeyAgreement.getInstance(AGREEMENT), jdks, its))) {
			throw new GeneralSecurityException("it agrees on another key than the JDK does");
		}
		verify(Signature.getInstance(SIGNATURE, this.provider), Signature.getInstance(SIGNATURE), jdks);
		verify(Signature.getInstance(SIGNATURE), Signature.getInstance(SIGNATURE, this.provider), jdks);
		verify(Signature.getInstance(SIGNATURE, this.provider), Signature.getInstance(SIGNATURE), its);
	}

	private void require(String type, String algorithm) throws NoSuchAlgorithmException {
		if (this.provider.getService(type, algorithm) == null) {
			throw new NoSuchAlgorithmException("it has no " + type + " '" + algorithm
					+ "': it is not made for that, or its native library does not load on this platform");
		}
	}

	private static KeyPair pair(KeyPairGenerator generator) throws GeneralSecurityException {
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		return generator.generateKeyPair();
	}

	private static byte[] agree(KeyAgreement agreement, KeyPair own, KeyPair other) throws GeneralSecurityException {
		agreement.init(own.getPrivate());
		agreement.doPhase(other.getPublic(), true);
		return agreement.generateSecret();
	}

	private static void verify(Signature signer, Signature verifier, KeyPair pair) throws GeneralSecurityException {
		signer.initSign(pair.getPrivate());
		signer.update(SIGNED);
		byte[] signature = signer.sign();
		if (!isValid(verifier, pair, SIGNED, signature)) {
			throw new SignatureException(verifier.getProvider().getName() + " does not verify what "
					+ signer.getProvider().getName() + " has signed");
		}
		if (isValid(verifier, pair, new byte[SIGNED.length], signature)) {
			throw new SignatureException(verifier.getProvider().getName() + " verifies what was never signed");
		}
	}

	private static boolean isValid(Signature verifier, KeyPair pair, byte[] data, byte[] signature)
			throws GeneralSecurityException {
		verifier.initVerify(pair.getPublic());
		verifier.update(data);
		return verifier.verify(signature);
	}

}
