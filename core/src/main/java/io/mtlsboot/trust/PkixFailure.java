package io.mtlsboot.trust;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.mtlsboot.x509.PrintableText;

/**
 * Tells in our words what the JDK has against a path: which certificate, and which rule.
 */
final class PkixFailure {

	private static final int MAX_EXTENSIONS = 5;

	/** What the JDK takes for processed; the others are those that it does not know. */
	private static final Set<String> KNOWN = Set.of("2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.32",
			"2.5.29.33", "2.5.29.36", "2.5.29.37", "2.5.29.54");

	private PkixFailure() {
	}

	/**
	 * Translates a failure.
	 * @param failure the failure
	 * @param path the certificates that were validated, leaf first
	 * @return the refusal
	 */
	static PeerRejectedException of(CertPathValidatorException failure, List<X509Certificate> path) {
		int index = Math.min(Math.max(failure.getIndex(), 0), path.size() - 1);
		X509Certificate certificate = path.get(index);
		return new PeerRejectedException(reason(failure), evidence(failure, certificate), certificate, failure);
	}

	private static String evidence(CertPathValidatorException failure, X509Certificate certificate) {
		String evidence = "path validation: " + PrintableText.of(String.valueOf(failure.getMessage()));
		if (failure.getReason() == PKIXReason.UNRECOGNIZED_CRIT_EXT) {
			return evidence + ", presented: " + unknownExtensions(certificate);
		}
		return (failure.getReason() == PKIXReason.INVALID_POLICY) ? evidence + ", rule: certificate policies"
				: evidence;
	}

	private static String unknownExtensions(X509Certificate certificate) {
		Set<String> critical = certificate.getCriticalExtensionOIDs();
		Set<String> unknown = new TreeSet<>((critical != null) ? critical : Set.of());
		unknown.removeAll(KNOWN);
		return unknown.stream().limit(MAX_EXTENSIONS).map(PrintableText::of).collect(Collectors.joining(" "));
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
