package io.mtlsboot.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Requires that no certificate of a path has been revoked by the CA that issued it.
 * <p>
 * A CRL counts for a certificate if the key that issued the certificate signed it: names
 * can be claimed. Whoever is on such a CRL is revoked, however old the CRL is. Only a
 * current one says that a certificate is good.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.3">RFC 5280 §6.3</a>
 */
final class RevocationCheck {

	private final RevocationPolicy policy;

	private final SignedCrls crls;

	RevocationCheck(RevocationPolicy policy, List<X509CRL> crls) {
		this.policy = policy;
		this.crls = new SignedCrls(crls);
	}

	/**
	 * Checks the certificates of a path.
	 * @param peer the peer with its path
	 * @param validity the moment, and how far clocks may differ
	 * @return the peer, with the moment until which the CRLs allow that verdict
	 * @throws PeerRejectedException if one is revoked, or if that is not known
	 */
	VerifiedPeer check(VerifiedPeer peer, Validity validity) throws PeerRejectedException {
		if (this.policy.check() == RevocationPolicy.Check.NONE) {
			return peer;
		}
		// From the anchor down: what a revoked CA says of others is worth nothing
		for (int i = peer.path().size() - 1; i >= 0; i--) {
			requireNotListed(peer.path().get(i), issuer(peer, i));
		}
		if (this.policy.onUnknown() == RevocationPolicy.OnUnknown.ACCEPT) {
			return peer;
		}
		Instant validUntil = peer.validUntil();
		for (int i = peer.path().size() - 1; i >= 0; i--) {
			Instant end = requireCurrent(peer.path().get(i), issuer(peer, i), validity);
			validUntil = end.isBefore(validUntil) ? end : validUntil;
		}
		return new VerifiedPeer(peer.path(), peer.anchor(), validUntil);
	}

	private static X509Certificate issuer(VerifiedPeer peer, int index) {
		return (index + 1 < peer.path().size()) ? peer.path().get(index + 1) : peer.anchor();
	}

	private void requireNotListed(X509Certificate certificate, X509Certificate issuer) throws PeerRejectedException {
		for (X509CRL crl : this.crls.signedBy(issuer)) {
			Optional<Revocation> revocation = Revocation.of(certificate, crl);
			if (revocation.isPresent()) {
				throw new PeerRejectedException(RejectionReason.REVOKED, revocation.get().toString(), certificate);
			}
		}
	}

	private Instant requireCurrent(X509Certificate certificate, X509Certificate issuer, Validity validity)
			throws PeerRejectedException {
		return this.crls.signedBy(issuer)
			.stream()
			.map((crl) -> new CrlCurrency(crl, validity))
			.filter(CrlCurrency::isCurrent)
			.map(CrlCurrency::end)
			.max(Comparator.naturalOrder())
			.orElseThrow(() -> new PeerRejectedException(RejectionReason.REVOCATION_UNKNOWN,
					this.crls.evidence(certificate, issuer, validity), certificate));
	}

}
