package io.mtlsboot.x509;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Map;
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

	private static final Map<String, String> JCA_NAMES = Map.ofEntries(Map.entry("1.2.840.113549.1.1.4", "MD5withRSA"),
			Map.entry("1.2.840.113549.1.1.5", "SHA1withRSA"), Map.entry("1.2.840.113549.1.1.14", "SHA224withRSA"),
			Map.entry("1.2.840.113549.1.1.11", "SHA256withRSA"), Map.entry("1.2.840.113549.1.1.12", "SHA384withRSA"),
			Map.entry("1.2.840.113549.1.1.13", "SHA512withRSA"), Map.entry("1.2.840.113549.1.1.10", "RSASSA-PSS"),
			Map.entry("1.2.840.10045.4.1", "SHA1withECDSA"), Map.entry("1.2.840.10045.4.3.1", "SHA224withECDSA"),
			Map.entry("1.2.840.10045.4.3.2", "SHA256withECDSA"), Map.entry("1.2.840.10045.4.3.3", "SHA384withECDSA"),
			Map.entry("1.2.840.10045.4.3.4", "SHA512withECDSA"), Map.entry("1.3.101.112", "Ed25519"),
			Map.entry("1.3.101.113", "Ed448"), Map.entry("1.2.840.10040.4.3", "SHA1withDSA"),
			Map.entry("2.16.840.1.101.3.4.3.2", "SHA256withDSA"));

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

	/**
	 * What the JDK calls an algorithm, those that can be forged among them.
	 * @param oid the dotted form of its object identifier
	 * @return the name for {@link java.security.Signature}; empty if it is not known here
	 */
	public static Optional<String> jcaName(String oid) {
		return Optional.ofNullable(JCA_NAMES.get(oid));
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
		catch (GeneralSecurityException | IOException | RuntimeException ex) {
			return null;
		}
	}

}
