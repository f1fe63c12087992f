package io.mtlsboot.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.x509.CertificateNames;
import io.mtlsboot.x509.NameConstraints;
import io.mtlsboot.x509.PrintableText;

/**
 * Requires that every name is within the name spaces of all CAs above it, the anchor
 * among them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3">RFC 5280 §6.1.3 (b)
 * and (c)</a>
 */
final class NameSpaces implements PathRule {

	/** Names times constraints, for all of a path together. */
	static final int MAX_COMPARISONS = 100_000;

	@Override
	public Check step() {
		return Check.NAME_CONSTRAINTS;
	}

	@Override
	public void check(CandidatePath path) throws PeerRejectedException {
		List<NameConstraints> above = new ArrayList<>();
		add(path.anchor(), above);
		int comparisons = 0;
		for (int i = path.certificates().size() - 1; i >= 0; i--) {
			X509Certificate certificate = path.certificates().get(i);
			// Those of a CA for itself count only where it is the leaf
			if (!above.isEmpty() && (i == 0 || !CandidatePath.isSelfIssued(certificate))) {
				comparisons += check(certificate, names(certificate, i == 0), above, MAX_COMPARISONS - comparisons);
			}
			if (i > 0) {
				add(certificate, above);
			}
		}
	}

	private static void add(X509Certificate issuer, List<NameConstraints> above) throws PeerRejectedException {
		try {
			Optional<NameConstraints> constraints = NameConstraints.read(issuer);
			constraints.ifPresent(above::add);
		}
		catch (CertificateParsingException ex) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					PrintableText.of(String.valueOf(ex.getMessage())), issuer, ex);
		}
	}

	private static int check(X509Certificate certificate, CertificateNames names, List<NameConstraints> above,
			int limit) throws PeerRejectedException {
		int comparisons = names.size() * above.stream().mapToInt(NameConstraints::size).sum();
		if (comparisons > limit) {
			throw new PeerRejectedException(RejectionReason.PATH_NOT_ALLOWED,
					"comparisons of names with name constraints: " + comparisons + ", at most: " + limit, certificate);
		}
		for (NameConstraints constraints : above) {
			String objection = constraints.objection(names);
			if (objection != null) {
				throw new PeerRejectedException(RejectionReason.PATH_NOT_ALLOWED,
						"name constraints of an issuer, " + objection, certificate);
			}
		}
		return comparisons;
	}

	private static CertificateNames names(X509Certificate certificate, boolean leaf) throws PeerRejectedException {
		try {
			return CertificateNames.read(certificate, leaf, ReadableNames.MAX_NAMES);
		}
		catch (CertificateParsingException ex) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					PrintableText.of(String.valueOf(ex.getMessage())), certificate, ex);
		}
	}

}
