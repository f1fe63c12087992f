package io.mtlsboot.trust;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Requires signatures that nobody can forge: an allow-list, so that MD5 and SHA-1 are
 * refused as well as what is not known here. The JDK lets private CAs use SHA-1.
 */
record SignatureStrength() implements PathRule {

	private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

	/** RSA (RFC 4055), ECDSA (RFC 5758), Ed25519 and Ed448 (RFC 8410). */
	private static final Set<String> ALLOWED = Set.of("1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12",
			"1.2.840.113549.1.1.13", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4", "1.3.101.112",
			"1.3.101.113");

	private static final Set<String> ALLOWED_DIGESTS = Set.of("SHA-256", "SHA-384", "SHA-512");

	@Override
	public void check(X509Certificate certificate, boolean leaf) throws PeerRejectedException {
		if (!isEnough(certificate.getSigAlgOID(), certificate.getSigAlgParams())) {
			throw new PeerRejectedException(RejectionReason.ALGORITHM_NOT_ALLOWED,
					"required: a signature with SHA-256, SHA-384, SHA-512 or EdDSA, presented: "
							+ certificate.getSigAlgName(),
					certificate);
		}
	}

	static boolean isEnough(String oid, byte @Nullable [] parameters) {
		return ALLOWED.contains(oid) || (RSASSA_PSS.equals(oid) && hasStrongDigest(parameters));
	}

	private static boolean hasStrongDigest(byte @Nullable [] encoded) {
		try {
			// No parameters at all means SHA-1: RFC 4055 §3.1
			if (encoded == null) {
				return false;
			}
			AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
			parameters.init(encoded);
			return ALLOWED_DIGESTS.contains(parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
		}
		catch (GeneralSecurityException | IOException ex) {
			return false;
		}
	}

}
