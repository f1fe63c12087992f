package io.mtlsboot.material;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;

import io.mtlsboot.x509.CertificateChain;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a private key is that of a certificate, by signing with the one and
 * verifying with the other: a key in an HSM has nothing that could be compared.
 */
final class KeyProof {

	private static final int CHALLENGE_BYTES = 32;

	private final PrivateKey privateKey;

	private final String location;

	KeyProof(PrivateKey privateKey, String location) {
		this.privateKey = privateKey;
		this.location = location;
	}

	void requireKeyOf(CertificateChain chain) {
		X509Certificate leaf = chain.leaf();
		SignatureScheme scheme = SignatureScheme.of(leaf.getPublicKey());
		if (scheme == null) {
			throw problem(MaterialProblem.KEY_NOT_SUPPORTED,
					"the key of the leaf certificate " + CertificateLabel.of(leaf) + " is "
							+ SignatureScheme.describe(leaf.getPublicKey()) + "; expected "
							+ SignatureScheme.SUPPORTED_KEYS + ": have a certificate issued for such a key",
					null);
		}
		try {
			if (!signsFor(leaf.getPublicKey(), scheme)) {
				throw mismatch(chain, null);
			}
		}
		catch (GeneralSecurityException | ProviderException ex) {
			throw refused(chain, scheme, ex);
		}
	}

	private boolean signsFor(PublicKey publicKey, SignatureScheme scheme) throws GeneralSecurityException {
		byte[] challenge = new byte[CHALLENGE_BYTES];
		new SecureRandom().nextBytes(challenge);
		return scheme.verify(publicKey, challenge, scheme.sign(this.privateKey, publicKey, challenge));
	}

	private MaterialException refused(CertificateChain chain, SignatureScheme scheme, Exception failure) {
		if (failure instanceof InvalidKeyException && !isOfKind(chain.leaf().getPublicKey())) {
			return mismatch(chain, failure);
		}
		return problem(MaterialProblem.KEY_NOT_SUPPORTED,
				"the private key (" + this.privateKey.getAlgorithm() + ") cannot sign with " + scheme
						+ " for the leaf certificate " + CertificateLabel.of(chain.leaf())
						+ "; expected a key that may sign: check its type and what its provider allows",
				failure);
	}

	private boolean isOfKind(PublicKey publicKey) {
		return family(this.privateKey.getAlgorithm()).equals(family(publicKey.getAlgorithm()));
	}

	private static String family(String algorithm) {
		return switch (algorithm) {
			case "RSASSA-PSS" -> "RSA";
			case "ECDSA" -> "EC";
			case "Ed25519", "Ed448" -> "EdDSA";
			default -> algorithm;
		};
	}

	private MaterialException mismatch(CertificateChain chain, @Nullable Exception cause) {
		return problem(MaterialProblem.KEY_MISMATCH,
				"private key does not match the public key of the leaf certificate " + CertificateLabel.of(chain.leaf())
						+ "; " + advice(chain),
				cause);
	}

	private String advice(CertificateChain chain) {
		for (X509Certificate issuer : chain.certificates().subList(1, chain.certificates().size())) {
			if (isKeyOf(issuer)) {
				return "it is the key of " + CertificateLabel.of(issuer)
						+ ", another certificate of the chain: use the key of the leaf";
			}
		}
		return "expected the key for which that certificate was issued: use the key and the certificate of one issue";
	}

	private boolean isKeyOf(X509Certificate certificate) {
		SignatureScheme scheme = SignatureScheme.of(certificate.getPublicKey());
		try {
			return scheme != null && signsFor(certificate.getPublicKey(), scheme);
		}
		catch (GeneralSecurityException | ProviderException ex) {
			return false;
		}
	}

	private MaterialException problem(MaterialProblem problem, String detail, @Nullable Exception cause) {
		return new MaterialException(problem, this.location,
				"Unable to load key material from '" + this.location + "': " + detail, cause);
	}

	@Override
	public String toString() {
		return "proof of a private key from '" + this.location + "'";
	}

}
