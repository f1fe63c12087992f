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
 * that has two keys, or somebody whom it lets sign CRLs. A CA of the peer's path must
 * have issued them: whoever is beside that path can write any name into a certificate.
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

	private final VerifiedPeer peer;

	private final Map<X500Principal, List<VerifiedPeer>> found = new HashMap<>();

	private int searches;

	CrlSigners(TrustMaterial trust, PathValidation validation, List<X509Certificate> presented, VerifiedPeer peer) {
		this.trust = trust;
		this.validation = validation;
		this.presented = presented;
		this.peer = peer;
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
			if (candidate.getSubjectX500Principal().equals(name) && maySign(candidate)) {
				verify(candidate, signers);
			}
		}
		return List.copyOf(signers);
	}

	// A CA may do it unless it says otherwise, anybody else only if that CA says so
	private static boolean maySign(X509Certificate candidate) {
		return CrlSigning.isAllowedBy(candidate)
				&& (candidate.getBasicConstraints() >= 0 || candidate.getKeyUsage() != null);
	}

	private void verify(X509Certificate candidate, List<VerifiedPeer> signers) {
		if (candidate.equals(this.peer.anchor())) {
			signers.add(signer(new CandidatePath(List.of(candidate), candidate)));
			return;
		}
		if (this.searches >= MAX_SEARCHES) {
			return;
		}
		this.searches++;
		TrustAnchors only = new TrustAnchors(List.of(this.peer.anchor()), this.trust.location());
		try {
			CandidatePath path = new PathSearch(new IssuerCandidates(only, this.presented), this.validation,
					KnownIssuers.NONE)
				.find(candidate);
			if (isIssuedWithinThePath(path)) {
				signers.add(signer(path));
			}
		}
		catch (PeerRejectedException ex) {
			// It does not lead to that anchor: not a signer
		}
	}

	private boolean isIssuedWithinThePath(CandidatePath signer) {
		return signer.certificates().size() == 1 || this.peer.path()
			.stream()
			.skip(1)
			.anyMatch((ca) -> IssuersByName.isSameCa(ca, signer.certificates().get(1)));
	}

	private VerifiedPeer signer(CandidatePath path) {
		return new VerifiedPeer(path.certificates(), path.anchor(),
				this.validation.validity().endOf(path.certificates(), path.anchor()));
	}

}
