package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.mtlsboot.x509.PrintableText;

/**
 * A certificate at which the search for a path ended, because nobody is known to have
 * issued it. Says why, when it is certain that there is no path: what is found here
 * admits nobody.
 *
 * @param certificate the certificate
 * @param issuers who may have issued it, and has not
 */
record DeadEnd(X509Certificate certificate, IssuerCandidates issuers) {

	PeerRejectedException refusal(MissingIssuers missing) {
		CandidatePath path = missing.find(this.certificate);
		if (path != null) {
			return refusal(RejectionReason.INTERMEDIATE_MISSING, "missing: " + namesOfMissing(path)
					+ ", leading to anchor " + name(path.anchor()) + "; " + whereItEnds());
		}
		List<X509Certificate> anchors = this.issuers.anchorsOf(List.of(this.certificate));
		List<X509Certificate> others = this.issuers.presentedOf(List.of(this.certificate));
		if (anchors.isEmpty() && others.isEmpty()) {
			return refusal(RejectionReason.ISSUER_UNKNOWN, whereItEnds() + ", known: " + this.issuers.anchors());
		}
		return new Namesakes(this, anchors, others).refusal();
	}

	private String namesOfMissing(CandidatePath path) {
		return path.certificates()
			.stream()
			.skip(1)
			.filter(Predicate.not(this.issuers.presented()::contains))
			.map(DeadEnd::name)
			.collect(Collectors.joining(" "));
	}

	private String whereItEnds() {
		int size = this.issuers.presented().size();
		String presented = "presented: " + size
				+ ((size == 1) ? " certificate, it ends at " : " certificates, they end at ") + name(this.certificate);
		return CandidatePath.isSelfIssued(this.certificate) ? presented + ", which names no other issuer"
				: presented + " issued by " + issuer();
	}

	String issuer() {
		return "'" + PrintableText.of(this.certificate.getIssuerX500Principal()) + "'";
	}

	private static String name(X509Certificate certificate) {
		return "'" + PrintableText.of(certificate.getSubjectX500Principal()) + "'";
	}

	PeerRejectedException refusal(RejectionReason reason, String evidence) {
		return new PeerRejectedException(reason, evidence, this.certificate);
	}

}
