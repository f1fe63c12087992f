package io.mtlsboot.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

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
			CheckStep.run(rule.step(), () -> rule.check(path));
		}
		CheckStep.run(Check.PATH_VALIDATION, () -> validateByJdk(path.certificates(), path.anchor()));
	}

	private void validateByJdk(List<X509Certificate> path, X509Certificate anchor) throws PeerRejectedException {
		CertPathValidatorException failure = failure(path, anchor);
		if (failure == null) {
			return;
		}
		if (failure.getReason() != PKIXReason.INVALID_NAME || path.stream().anyMatch(PathValidation::hasPolicies)) {
			throw PkixFailure.of(failure, path);
		}
		// The JDK takes the common name of an intermediate for a host name. Our own rule
		// has judged the names; all else holds for each certificate by itself
		for (int i = 0; i < path.size(); i++) {
			List<X509Certificate> one = path.subList(i, i + 1);
			CertPathValidatorException its = failure(one, (i + 1 < path.size()) ? path.get(i + 1) : anchor);
			if (its != null) {
				throw PkixFailure.of(its, one);
			}
		}
	}

	private static boolean hasPolicies(X509Certificate certificate) {
		return POLICIES.stream().anyMatch((oid) -> certificate.getExtensionValue(oid) != null);
	}

	// Null only if the JDK has validated the path
	private @Nullable CertPathValidatorException failure(List<X509Certificate> path, X509Certificate anchor)
			throws PeerRejectedException {
		try {
			PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
			parameters.setRevocationEnabled(false);
			parameters.setDate(Date.from(this.validity.momentWithin(path)));
			CertPathValidator.getInstance("PKIX")
				.validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
			return null;
		}
		catch (CertPathValidatorException ex) {
			return ex;
		}
		catch (GeneralSecurityException ex) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					"path validation could not process the path up to '"
							+ PrintableText.of(anchor.getSubjectX500Principal()) + "'",
					path.get(0), ex);
		}
	}

}
