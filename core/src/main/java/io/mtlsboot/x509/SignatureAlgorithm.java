package io.mtlsboot.x509;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The algorithms of signatures that nobody can forge. What is not here, such as MD5 and
 * SHA-1, is not believed: the JDK lets private CAs use SHA-1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4055">RFC 4055</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5758">RFC 5758</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8410">RFC 8410</a>
 */
public enum SignatureAlgorithm {

	/**
	 * RSA, PKCS #1 v1.5, with SHA-256.
	 */
	RSA_SHA256("1.2.840.113549.1.1.11", null),

	/**
	 * RSA, PKCS #1 v1.5, with SHA-384.
	 */
	RSA_SHA384("1.2.840.113549.1.1.12", null),

	/**
	 * RSA, PKCS #1 v1.5, with SHA-512.
	 */
	RSA_SHA512("1.2.840.113549.1.1.13", null),

	/**
	 * RSASSA-PSS with SHA-256.
	 */
	RSA_PSS_SHA256("1.2.840.113549.1.1.10", "SHA-256"),

	/**
	 * RSASSA-PSS with SHA-384.
	 */
	RSA_PSS_SHA384("1.2.840.113549.1.1.10", "SHA-384"),

	/**
	 * RSASSA-PSS with SHA-512.
	 */
	RSA_PSS_SHA512("1.2.840.113549.1.1.10", "SHA-512"),

	/**
	 * ECDSA with SHA-256.
	 */
	ECDSA_SHA256("1.2.840.10045.4.3.2", null),

	/**
	 * ECDSA with SHA-384.
	 */
	ECDSA_SHA384("1.2.840.10045.4.3.3", null),

	/**
	 * ECDSA with SHA-512.
	 */
	ECDSA_SHA512("1.2.840.10045.4.3.4", null),

	/**
	 * EdDSA over Curve25519.
	 */
	ED25519("1.3.101.112", null),

	/**
	 * EdDSA over Curve448.
	 */
	ED448("1.3.101.113", null);

	private final String oid;

	private final @Nullable String pssDigest;

	SignatureAlgorithm(String oid, @Nullable String pssDigest) {
		this.oid = oid;
		this.pssDigest = pssDigest;
	}

	/**
	 * The algorithm that an algorithm identifier stands for.
	 * @param oid the dotted form of its object identifier
	 * @param parameters the encoding of its parameters, or {@code null} if there are none
	 * @return the algorithm, or empty if it is none of these
	 */
	public static Optional<SignatureAlgorithm> of(String oid, byte @Nullable [] parameters) {
		return Arrays.stream(values())
			.filter((algorithm) -> algorithm.oid.equals(oid))
			.filter((algorithm) -> algorithm.pssDigest == null || algorithm.pssDigest.equals(pssDigest(parameters)))
			.findFirst();
	}

	private static @Nullable String pssDigest(byte @Nullable [] encoded) {
		try {
			// No parameters at all means SHA-1: RFC 4055 3.1
			if (encoded == null) {
				return null;
			}
			AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
			parameters.init(encoded);
			return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
		}
		catch (GeneralSecurityException | IOException ex) {
			return null;
		}
	}

}
