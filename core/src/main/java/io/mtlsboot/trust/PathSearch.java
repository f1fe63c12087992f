package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

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

	private final IssuerCandidates issuers;

	private final PathValidation validation;

	private final KnownIssuers known;

	private @Nullable PeerRejectedException refused;

	private @Nullable X509Certificate deadEnd;

	private int steps;

	private int validations;

	/**
	 * A search.
	 * @param issuers who may have issued what
	 * @param validation validates paths
	 * @param known the CAs that were not presented: they are no part of a path, but may
	 * be what is missing
	 */
	PathSearch(IssuerCandidates issuers, PathValidation validation, KnownIssuers known) {
		this.issuers = issuers;
		this.validation = validation;
		this.known = known;
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
			List<X509Certificate> anchors = this.issuers.anchorsOf(path);
			if (!anchors.isEmpty()) {
				return new CandidatePath(path, anchors.get(0));
			}
			List<X509Certificate> issuers = this.issuers.presentedOf(path);
			if (issuers.isEmpty()) {
				return null;
			}
			path.add(issuers.get(0));
		}
	}

	private @Nullable CandidatePath search(List<X509Certificate> path) {
		X509Certificate last = path.get(path.size() - 1);
		boolean issued = false;
		for (X509Certificate anchor : this.issuers.anchorsOf(path)) {
			if (this.issuers.signatures().isIssuedBy(last, anchor)) {
				issued = true;
				CandidatePath candidate = new CandidatePath(path, anchor);
				if (isValid(candidate)) {
					return candidate;
				}
			}
		}
		for (X509Certificate issuer : this.issuers.presentedOf(path)) {
			if (this.steps++ < MAX_STEPS && this.issuers.signatures().isIssuedBy(last, issuer)) {
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
		if (this.steps > MAX_STEPS || this.issuers.signatures().isExhausted()) {
			return new PeerRejectedException(RejectionReason.PATH_NOT_ALLOWED,
					"the certificates presented could have issued each other in too many ways: tried " + this.steps
							+ ", at most: " + MAX_STEPS,
					certificate)
				.at(Check.PATH);
		}
		return new DeadEnd(certificate, this.issuers)
			.refusal(new MissingIssuers(this.issuers, this.known, this.validation.validity()));
	}

}
