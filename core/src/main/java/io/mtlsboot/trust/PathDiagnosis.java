package io.mtlsboot.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why there is no path: the JDK's builder only says that there is none.
 * <p>
 * It follows issuer names and signatures from the leaf; where that ends, the certificate
 * at fault is known. If it reaches an anchor, each rule is asked about what was followed.
 */
final class PathDiagnosis {

	private static final int MAX_NAMED_ANCHORS = 3;

	private final TrustMaterial trust;

	private final Validity validity;

	private final List<X509Certificate> presented;

	private final List<PathRule> rules;

	PathDiagnosis(TrustMaterial trust, Validity validity, List<X509Certificate> presented, List<PathRule> rules) {
		this.trust = trust;
		this.validity = validity;
		this.presented = presented;
		this.rules = rules;
	}

	PeerRejectedException explain(PathSearch search) {
		List<X509Certificate> path = new ArrayList<>(List.of(this.presented.get(0)));
		try {
			X509Certificate anchor = follow(path);
			checkValidity(path, anchor);
			for (PathRule rule : this.rules) {
				check(rule, path, anchor);
			}
			return PathVerdict.of(path, anchor, this.validity.moments(), search);
		}
		catch (PeerRejectedException ex) {
			return ex;
		}
	}

	private X509Certificate follow(List<X509Certificate> path) throws PeerRejectedException {
		while (true) {
			X509Certificate last = path.get(path.size() - 1);
			X509Certificate anchor = issuer(last, this.trust.anchors());
			if (anchor != null) {
				return anchor;
			}
			X509Certificate next = issuer(last,
					this.presented.stream().filter((candidate) -> !path.contains(candidate)).toList());
			if (next == null) {
				throw unlinked(last);
			}
			path.add(next);
		}
	}

	private static @Nullable X509Certificate issuer(X509Certificate certificate, List<X509Certificate> candidates) {
		return candidates.stream()
			.filter((candidate) -> isNamedAsIssuer(candidate, certificate) && verifies(candidate, certificate))
			.findFirst()
			.orElse(null);
	}

	private static boolean isNamedAsIssuer(X509Certificate candidate, X509Certificate certificate) {
		return candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
	}

	private static boolean verifies(X509Certificate issuer, X509Certificate certificate) {
		try {
			certificate.verify(issuer.getPublicKey());
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private PeerRejectedException unlinked(X509Certificate certificate) {
		List<X509Certificate> known = new ArrayList<>(this.trust.anchors());
		this.presented.stream().filter((candidate) -> !candidate.equals(certificate)).forEach(known::add);
		String issuer = PrintableText.of(certificate.getIssuerX500Principal());
		boolean named = known.stream().anyMatch((candidate) -> isNamedAsIssuer(candidate, certificate));
		if (named && issuer(certificate, known) == null) {
			return new PeerRejectedException(RejectionReason.SIGNATURE_INVALID,
					"required: a signature of '" + issuer + "' as it is known here, presented: one of another key",
					certificate);
		}
		return new PeerRejectedException(RejectionReason.ISSUER_UNKNOWN,
				"issuer '" + issuer + "', known: " + anchorNames() + " from '" + this.trust.location() + "'",
				certificate);
	}

	private String anchorNames() {
		List<X509Certificate> anchors = this.trust.anchors();
		String names = anchors.stream()
			.limit(MAX_NAMED_ANCHORS)
			.map((anchor) -> "'" + PrintableText.of(anchor.getSubjectX500Principal()) + "'")
			.collect(Collectors.joining(" "));
		int more = anchors.size() - MAX_NAMED_ANCHORS;
		return (more > 0) ? names + " and " + more + " more" : names;
	}

	private void checkValidity(List<X509Certificate> path, X509Certificate anchor) throws PeerRejectedException {
		for (X509Certificate certificate : path) {
			this.validity.check(certificate);
		}
		this.validity.check(anchor);
	}

	private static void check(PathRule rule, List<X509Certificate> path, X509Certificate anchor)
			throws PeerRejectedException {
		for (X509Certificate certificate : path) {
			rule.check(certificate, certificate.equals(path.get(0)));
		}
		if (rule instanceof KeyStrength) {
			rule.check(anchor, false);
		}
	}

}
