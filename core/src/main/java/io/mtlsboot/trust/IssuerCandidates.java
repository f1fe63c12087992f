package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who may have issued a certificate, and the proof of it.
 *
 * @param anchors the anchors
 * @param presented the certificates as presented, each once
 * @param signatures verifies who did
 */
record IssuerCandidates(TrustAnchors anchors, List<X509Certificate> presented, IssuerSignatures signatures) {

	IssuerCandidates(TrustAnchors anchors, List<X509Certificate> presented) {
		this(anchors, presented.stream().distinct().toList(), new IssuerSignatures());
	}

	List<X509Certificate> anchorsOf(List<X509Certificate> path) {
		return IssuersByName.of(path, this.anchors.named(path.get(path.size() - 1).getIssuerX500Principal()));
	}

	List<X509Certificate> presentedOf(List<X509Certificate> path) {
		return IssuersByName.of(path, this.presented);
	}

}
