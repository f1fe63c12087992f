package io.mtlsboot.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's path validator has against a path that is linked.
 */
final class PathVerdict {

	private PathVerdict() {
	}

	static PeerRejectedException of(List<X509Certificate> path, X509Certificate anchor, List<Instant> moments,
			PathSearch search) {
		X509Certificate leaf = path.get(0);
		try {
			CertPathValidatorException failure = null;
			for (Instant moment : moments) {
				failure = better(failure, validate(path, moment, search));
			}
			return (failure != null) ? verdict(failure, path)
					: notAllowed("the path is valid but was not found among those presented", leaf, null);
		}
		catch (GeneralSecurityException ex) {
			return notAllowed("path validation could not process the path up to '"
					+ PrintableText.of(anchor.getSubjectX500Principal()) + "'", leaf, ex);
		}
	}

	private static @Nullable CertPathValidatorException validate(List<X509Certificate> path, Instant moment,
			PathSearch search) throws GeneralSecurityException {
		try {
			CertPathValidator.getInstance("PKIX")
				.validate(CertificateFactory.getInstance("X.509").generateCertPath(path), search.parameters(moment));
			return null;
		}
		catch (CertPathValidatorException ex) {
			return ex;
		}
	}

	private static @Nullable CertPathValidatorException better(@Nullable CertPathValidatorException failure,
			@Nullable CertPathValidatorException other) {
		// With clock skew, a moment at one end of it adds failures of its own
		return (failure == null || (other != null && isValidity(failure))) ? other : failure;
	}

	private static boolean isValidity(CertPathValidatorException failure) {
		return failure.getReason() == BasicReason.EXPIRED || failure.getReason() == BasicReason.NOT_YET_VALID;
	}

	private static PeerRejectedException verdict(CertPathValidatorException failure, List<X509Certificate> path) {
		if (failure.getCause() instanceof PeerRejectedException rejection) {
			return rejection;
		}
		int index = Math.min(Math.max(failure.getIndex(), 0), path.size() - 1);
		X509Certificate certificate = path.get(index);
		String message = PrintableText.of(String.valueOf(failure.getMessage()));
		return new PeerRejectedException(reason(failure), "path validation: " + message, certificate, failure);
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
		if (failure.getReason() == BasicReason.NOT_YET_VALID) {
			return RejectionReason.NOT_YET_VALID;
		}
		return (failure.getReason() == PKIXReason.NO_TRUST_ANCHOR) ? RejectionReason.ISSUER_UNKNOWN
				: RejectionReason.PATH_NOT_ALLOWED;
	}

	private static PeerRejectedException notAllowed(String evidence, X509Certificate certificate,
			@Nullable Throwable cause) {
		return new PeerRejectedException(RejectionReason.PATH_NOT_ALLOWED, evidence, certificate, cause);
	}

}
