package io.mtlsboot.material;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;

import org.jspecify.annotations.Nullable;

/**
 * How a key of a supported kind signs.
 */
enum SignatureScheme {

	RSA("SHA256withRSA"),

	// RFC 8017 §8.1; RFC 4055 §1.2: a key that may sign in no other way
	RSASSA_PSS("RSASSA-PSS"),

	ECDSA("SHA256withECDSA"),

	ED25519("Ed25519");

	static final String SUPPORTED_KEYS = "RSA from 2048 bits, EC on P-256, P-384 or P-521, or Ed25519";

	private static final int MIN_RSA_BITS = 2048;

	private final String algorithm;

	SignatureScheme(String algorithm) {
		this.algorithm = algorithm;
	}

	/**
	 * The scheme of a key.
	 * @param key the public key
	 * @return its scheme, or {@code null} if the kind or the size is not supported
	 */
	static @Nullable SignatureScheme of(PublicKey key) {
		if (key instanceof RSAPublicKey rsa) {
			return (rsa.getModulus().bitLength() < MIN_RSA_BITS) ? null
					: "RSASSA-PSS".equals(key.getAlgorithm()) ? RSASSA_PSS : RSA;
		}
		if (key instanceof ECPublicKey ec) {
			return (NamedCurve.of(ec.getParams()) != null) ? ECDSA : null;
		}
		return isEd25519(key) ? ED25519 : null;
	}

	private static boolean isEd25519(PublicKey key) {
		return key instanceof EdECPublicKey edwards
				&& NamedParameterSpec.ED25519.getName().equalsIgnoreCase(edwards.getParams().getName());
	}

	/**
	 * What a public key is, for messages.
	 * @param key the key
	 * @return its kind and size
	 */
	static String describe(PublicKey key) {
		if (key instanceof RSAPublicKey rsa) {
			return key.getAlgorithm() + " with " + rsa.getModulus().bitLength() + " bits";
		}
		if (key instanceof ECPublicKey ec) {
			NamedCurve curve = NamedCurve.of(ec.getParams());
			return (curve != null) ? "EC on " + curve : "EC on another curve";
		}
		return (key instanceof EdECPublicKey edwards) ? edwards.getParams().getName() : key.getAlgorithm();
	}

	byte[] sign(PrivateKey key, PublicKey counterpart, byte[] data) throws GeneralSecurityException {
		Signature signature = Signature.getInstance(this.algorithm);
		// Before the parameters: the key chooses the provider, such as that of an HSM
		signature.initSign(key);
		setParameters(signature, counterpart);
		signature.update(data);
		return signature.sign();
	}

	boolean verify(PublicKey key, byte[] data, byte[] signed) throws GeneralSecurityException {
		Signature signature = Signature.getInstance(this.algorithm);
		signature.initVerify(key);
		setParameters(signature, key);
		signature.update(data);
		try {
			return signature.verify(signed);
		}
		catch (SignatureException ex) {
			// Thrown instead of false if the length is that of another key's signature
			return false;
		}
	}

	private void setParameters(Signature signature, PublicKey key) throws GeneralSecurityException {
		if (this == RSASSA_PSS) {
			AlgorithmParameterSpec restricted = ((RSAPublicKey) key).getParams();
			signature.setParameter((restricted != null) ? restricted
					: new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
		}
	}

	@Override
	public String toString() {
		return this.algorithm;
	}

}
