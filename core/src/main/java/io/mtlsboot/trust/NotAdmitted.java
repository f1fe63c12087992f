package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.mtlsboot.identity.IdentityPattern;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.PrintableText;

/**
 * Refuses an identity, with the patterns that it was compared to.
 */
final class NotAdmitted {

	private static final int MAX_PATTERNS = 5;

	private NotAdmitted() {
	}

	static PeerRejectedException of(Optional<WorkloadIdentity> identity, List<IdentityPattern> patterns,
			X509Certificate leaf) {
		String found = identity.map((name) -> "'" + PrintableText.of(name.toString()) + "'").orElse("none");
		return new PeerRejectedException(RejectionReason.IDENTITY_NOT_ADMITTED,
				"admitted: " + admitted(patterns) + ", identity: " + found, leaf);
	}

	private static String admitted(List<IdentityPattern> patterns) {
		if (patterns.isEmpty()) {
			return "nobody";
		}
		String named = patterns.stream()
			.limit(MAX_PATTERNS)
			.map((pattern) -> "'" + pattern + "'")
			.collect(Collectors.joining(" "));
		int more = patterns.size() - MAX_PATTERNS;
		return (more > 0) ? named + " and " + more + " more" : named;
	}

}
