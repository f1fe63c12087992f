package io.mtlsboot.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;

import io.mtlsboot.x509.PrintableText;

/**
 * Validates one path: by rules of our own, which cost little, and then by the JDK, which
 * verifies signatures and policies and refuses critical extensions that it does not know.
 *
 * @param rules the rules of our own
 * @param validity the moment
 */
record PathValidation(List<PathRule> rules, Validity validity) {

	/** Policy mappings, policy constraints and inhibitAnyPolicy bind those below. */
	private static final List<String> POLICIES = List.of("2.5.29.33", "2.5.29.36", "2.5.29.54");

	/**
	 * Validates a path.
	 * @param path the path
	 * @throws PeerRejectedException if it is not valid
	 */
	void validate(CandidatePath path) throws PeerRejectedException {
		for (PathRule rule : this.rules) {
			rule.check(path);
		}
		try {
			validateByJdk(path.certificates(), path.anchor());
		}
		catch (CertPathValidatorException ex) {
			throw rejection(ex, path.certificates());
		}
		catch (GeneralSecurityException ex) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					"path validation could not process the path up to '"
							+ PrintableText.of(path.anchor().getSubjectX500Principal()) + "'",
					path.leaf(), ex);
		}
	}

	private void validateByJdk(List<X509Certificate> path, X509Certificate anchor) throws GeneralSecurityException {
		try {
			validate(path, anchor);
		}
		catch (CertPathValidatorException ex) {
			if (ex.getReason() != PKIXReason.INVALID_NAME || path.stream().anyMatch(PathValidation::hasPolicies)) {
				throw ex;
			}
			// The JDK takes the common name of an intermediate for a host name. Our own
			// rule
			// has judged the names; all else holds for each certificate by itself
			for (int i = 0; i < path.size(); i++) {
				validate(path.subList(i, i + 1), (i + 1 < path.size()) ? path.get(i + 1) : anchor);
			}
		}
	}

	private static boolean hasPolicies(X509Certificate certificate) {
		return POLICIES.stream().anyMatch((oid) -> certificate.getExtensionValue(oid) != null);
	}

	private void validate(List<X509Certificate> path, X509Certificate anchor) throws GeneralSecurityException {
		PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
		parameters.setRevocationEnabled(false);
		parameters.setDate(Date.from(this.validity.momentWithin(path)));
		CertPathValidator.getInstance("PKIX")
			.validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
	}

	private static PeerRejectedException rejection(CertPathValidatorException failure, List<X509Certificate> path) {
		int index = Math.min(Math.max(failure.getIndex(), 0), path.size() - 1);
		return new PeerRejectedException(reason(failure),
				"path validation: " + PrintableText.of(String.valueOf(failure.getMessage())), path.get(index), failure);
	}

	private static RejectionReason reason(CertPathValidatorException failure) {
		if (failure.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
			return RejectionReason.ALGORITHM_NOT_ALLOWED;
		}
		if (failure.getReason() == BasicReason.INVALID_SIGNATURE) {
			return RejectionReason.SIGNATURE_INVALID;
		}
		if (failure.getReason() == BasicReason.EXPIRED) {
			return RejectionReason.EXPIRED;
		}
		return (failure.getReason() == BasicReason.NOT_YET_VALID) ? RejectionReason.NOT_YET_VALID
				: RejectionReason.PATH_NOT_ALLOWED;
	}

}
