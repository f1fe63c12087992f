package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Looks for the CAs that a peer should have presented, among those that are known here. A
 * name alone would be a guess: every signature up to an anchor has to verify.
 */
final class MissingIssuers {

	/** How many pairs are looked at; most of them are no work, others are verified. */
	static final int MAX_STEPS = 10;

	private final IssuerCandidates issuers;

	private final KnownIssuers known;

	private final Validity validity;

	private int steps;

	MissingIssuers(IssuerCandidates issuers, KnownIssuers known, Validity validity) {
		this.issuers = issuers;
		this.known = known;
		this.validity = validity;
	}

	/**
	 * Looks for the path that a certificate would have.
	 * @param deadEnd a certificate whose issuer was not presented
	 * @return the path, which begins with it, or {@code null} if none is known
	 */
	@Nullable CandidatePath find(X509Certificate deadEnd) {
		return find(List.of(deadEnd));
	}

	private @Nullable CandidatePath find(List<X509Certificate> path) {
		for (X509Certificate anchor : this.issuers.anchorsOf(path)) {
			if (isIssued(path, anchor)) {
				return new CandidatePath(path, anchor);
			}
		}
		for (X509Certificate issuer : IssuersByName.of(path, candidates(path))) {
			if (isIssued(path, issuer)) {
				List<X509Certificate> longer = new ArrayList<>(path);
				longer.add(issuer);
				CandidatePath found = find(longer);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

	private List<X509Certificate> candidates(List<X509Certificate> path) {
		List<X509Certificate> candidates = new ArrayList<>(
				this.known.named(path.get(path.size() - 1).getIssuerX500Principal()));
		candidates.removeIf(this.validity::isExpired);
		candidates.addAll(this.issuers.presented());
		return candidates;
	}

	private boolean isIssued(List<X509Certificate> path, X509Certificate issuer) {
		return this.steps++ < MAX_STEPS && this.issuers.signatures().isIssuedBy(path.get(path.size() - 1), issuer);
	}

}
