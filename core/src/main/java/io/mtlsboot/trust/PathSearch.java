package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a path from a certificate to an anchor, so that neither the order of what is
 * presented nor extra certificates matter.
 * <p>
 * The first path that the names suggest is nearly always the one: it is validated as it
 * is. Only if that fails, all paths are tried whose signatures verify, within bounds.
 */
final class PathSearch {

	/** How many certificates are met on all paths together. */
	static final int MAX_STEPS = 400;

	/** How many paths are validated. */
	private static final int MAX_VALIDATIONS = 20;

	private final TrustAnchors anchors;

	private final List<X509Certificate> presented;

	private final PathValidation validation;

	private final IssuerSignatures signatures = new IssuerSignatures();

	private @Nullable PeerRejectedException refused;

	private @Nullable X509Certificate deadEnd;

	private int steps;

	private int validations;

	PathSearch(TrustAnchors anchors, List<X509Certificate> presented, PathValidation validation) {
		this.anchors = anchors;
		this.presented = presented.stream().distinct().toList();
		this.validation = validation;
	}

	/**
	 * Finds a path.
	 * @param leaf where it begins
	 * @return the path
	 * @throws PeerRejectedException if there is none, with what speaks against the first
	 * one that leads to an anchor, or else why none does
	 */
	CandidatePath find(X509Certificate leaf) throws PeerRejectedException {
		CandidatePath path = obvious(leaf);
		if (path == null || !isValid(path)) {
			this.refused = null;
			path = search(List.of(leaf));
		}
		if (path == null) {
			throw (this.refused != null) ? this.refused : unlinked((this.deadEnd != null) ? this.deadEnd : leaf);
		}
		return path;
	}

	private @Nullable CandidatePath obvious(X509Certificate leaf) {
		List<X509Certificate> path = new ArrayList<>(List.of(leaf));
		while (true) {
			List<X509Certificate> anchors = anchors(path);
			if (!anchors.isEmpty()) {
				return new CandidatePath(path, anchors.get(0));
			}
			List<X509Certificate> issuers = IssuersByName.of(path, this.presented);
			if (issuers.isEmpty()) {
				return null;
			}
			path.add(issuers.get(0));
		}
	}

	private @Nullable CandidatePath search(List<X509Certificate> path) {
		X509Certificate last = path.get(path.size() - 1);
		boolean issued = false;
		for (X509Certificate anchor : anchors(path)) {
			if (this.signatures.isIssuedBy(last, anchor)) {
				issued = true;
				CandidatePath candidate = new CandidatePath(path, anchor);
				if (isValid(candidate)) {
					return candidate;
				}
			}
		}
		for (X509Certificate issuer : IssuersByName.of(path, this.presented)) {
			if (this.steps++ < MAX_STEPS && this.signatures.isIssuedBy(last, issuer)) {
				issued = true;
				List<X509Certificate> longer = new ArrayList<>(path);
				longer.add(issuer);
				CandidatePath found = search(longer);
				if (found != null) {
					return found;
				}
			}
		}
		if (!issued && this.deadEnd == null) {
			this.deadEnd = last;
		}
		return null;
	}

	private List<X509Certificate> anchors(List<X509Certificate> path) {
		return IssuersByName.of(path, this.anchors.named(path.get(path.size() - 1).getIssuerX500Principal()));
	}

	private boolean isValid(CandidatePath candidate) {
		if (this.validations++ >= MAX_VALIDATIONS) {
			return false;
		}
		try {
			this.validation.validate(candidate);
			return true;
		}
		catch (PeerRejectedException ex) {
			this.refused = (this.refused != null) ? this.refused : ex;
			return false;
		}
	}

	private PeerRejectedException unlinked(X509Certificate certificate) {
		if (this.steps > MAX_STEPS || this.signatures.isExhausted()) {
			return new PeerRejectedException(RejectionReason.PATH_NOT_ALLOWED,
					"the certificates presented could have issued each other in too many ways: tried " + this.steps
							+ ", at most: " + MAX_STEPS,
					certificate);
		}
		String issuer = PrintableText.of(certificate.getIssuerX500Principal());
		List<X509Certificate> path = List.of(certificate);
		if (!anchors(path).isEmpty() || !IssuersByName.of(path, this.presented).isEmpty()) {
			return new PeerRejectedException(RejectionReason.SIGNATURE_INVALID,
					"required: a signature of '" + issuer + "' as it is known here, presented: one of another key",
					certificate);
		}
		return new PeerRejectedException(RejectionReason.ISSUER_UNKNOWN,
				"issuer '" + issuer + "', known: " + this.anchors, certificate);
	}

}
