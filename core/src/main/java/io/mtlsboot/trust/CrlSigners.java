package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.CrlSigning;

/**
 * Finds certificates of a name that may sign CRLs and lead to the anchor of a peer: a CA
 * that has two keys, or somebody whom it lets sign CRLs.
 * <p>
 * They come from what the peer presented and from the anchors. Their path is validated
 * like that of a peer, but no extended key usage is asked of them, and neither CRLs nor
 * responders are asked about it here. One search for each verification; the work is
 * bounded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3">RFC 5280 §6.3.3
 * (f)</a>
 */
final class CrlSigners {

	/** More than a CA that changes keys needs; each may cost as much as a peer. */
	static final int MAX_SEARCHES = 6;

	private final TrustMaterial trust;

	private final PathValidation validation;

	private final List<X509Certificate> presented;

	private final X509Certificate anchor;

	private final Map<X500Principal, List<VerifiedPeer>> found = new HashMap<>();

	private int searches;

	CrlSigners(TrustMaterial trust, PathValidation validation, List<X509Certificate> presented,
			X509Certificate anchor) {
		this.trust = trust;
		this.validation = validation;
		this.presented = presented;
		this.anchor = anchor;
	}

	/**
	 * Finds the signers of a name.
	 * @param name their subject
	 * @return each with its path; that of the anchor itself is empty but for it
	 */
	List<VerifiedPeer> named(X500Principal name) {
		List<VerifiedPeer> known = this.found.get(name);
		if (known == null) {
			known = search(name);
			this.found.put(name, known);
		}
		return known;
	}

	private List<VerifiedPeer> search(X500Principal name) {
		Set<X509Certificate> candidates = new LinkedHashSet<>(this.trust.anchors());
		candidates.addAll(this.presented);
		List<VerifiedPeer> signers = new ArrayList<>();
		for (X509Certificate candidate : candidates) {
			if (candidate.getSubjectX500Principal().equals(name) && CrlSigning.isAllowedBy(candidate)) {
				verify(candidate, signers);
			}
		}
		return List.copyOf(signers);
	}

	private void verify(X509Certificate candidate, List<VerifiedPeer> signers) {
		if (candidate.equals(this.anchor)) {
			signers.add(peer(new CandidatePath(List.of(candidate), this.anchor)));
			return;
		}
		if (this.searches >= MAX_SEARCHES) {
			return;
		}
		this.searches++;
		TrustAnchors only = new TrustAnchors(List.of(this.anchor), this.trust.location());
		try {
			signers.add(peer(new PathSearch(only, this.presented, this.validation).find(candidate)));
		}
		catch (PeerRejectedException ex) {
			// It does not lead to that anchor: not a signer
		}
	}

	private VerifiedPeer peer(CandidatePath path) {
		return new VerifiedPeer(path.certificates(), path.anchor(),
				this.validation.validity().endOf(path.certificates(), path.anchor()));
	}

}
