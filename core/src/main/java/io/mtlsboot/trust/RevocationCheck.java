package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.revocation.RevocationSource;
import io.mtlsboot.revocation.RevocationStatus;
import io.mtlsboot.trust.RevocationPolicy.Check;
import io.mtlsboot.trust.RevocationPolicy.OnUnknown;
import io.mtlsboot.trust.RevocationPolicy.Scope;

/**
 * Requires that no certificate of a path has been revoked by the CA that issued it.
 * <p>
 * Sources are asked in the order of the policy until one of them knows. That a
 * certificate is revoked is believed of any of them, that it is good only while the
 * answer is current.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.3">RFC 5280 §6.3</a>
 */
final class RevocationCheck {

	/** How long an accepted peer goes without being asked about again. */
	private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

	private final RevocationPolicy policy;

	private final RevocationServices services;

	private final List<RevocationSource> sources;

	RevocationCheck(RevocationPolicy policy, RevocationSource listed, RevocationServices services) {
		this.policy = policy;
		this.services = services;
		this.sources = sources(policy.check(), listed, services);
	}

	private static List<RevocationSource> sources(Check check, RevocationSource listed, RevocationServices services) {
		RevocationSource crls = new AllCrls(listed, services.crls());
		return switch (check) {
			case NONE -> List.of();
			case CRL -> List.of(crls);
			case OCSP -> List.of(services.ocsp());
			case CRL_THEN_OCSP -> List.of(crls, services.ocsp());
			case OCSP_THEN_CRL -> List.of(services.ocsp(), crls);
		};
	}

	long epoch() {
		return this.services.epoch();
	}

	boolean isOn() {
		return !this.sources.isEmpty();
	}

	boolean mayWait() {
		return isOn() && !this.services.equals(RevocationServices.NONE);
	}

	/**
	 * Checks the certificates of a path.
	 * @param peer the peer with its path
	 * @param presentation what the peer presented
	 * @param validity the moment, and how far clocks may differ
	 * @param signers finds who may sign CRLs
	 * @return the peer, with the moment until which what is known allows that verdict
	 * @throws PeerRejectedException if one is revoked, or if that is not known
	 */
	VerifiedPeer check(VerifiedPeer peer, Presentation presentation, Validity validity, CrlSigners signers)
			throws PeerRejectedException {
		Instant validUntil = peer.validUntil();
		PeerRejectedException unknown = null;
		int top = (this.policy.scope() == Scope.LEAF) ? 0 : peer.path().size() - 1;
		// From the anchor down: what a revoked CA says of others is worth nothing
		for (int i = this.sources.isEmpty() ? -1 : top; i >= 0; i--) {
			if (isShortLived(peer.path().get(i))) {
				continue;
			}
			RevocationStatus status = status(query(peer, i, presentation, validity, signers));
			if (status instanceof RevocationStatus.Revoked revoked) {
				throw new PeerRejectedException(RejectionReason.REVOKED, revoked.evidence(), peer.path().get(i));
			}
			if (unknown == null && status instanceof RevocationStatus.Unknown nothing) {
				unknown = new PeerRejectedException(RejectionReason.REVOCATION_UNKNOWN, nothing.evidence(),
						peer.path().get(i));
			}
			Instant end = end(status, validity.now());
			validUntil = end.isBefore(validUntil) ? end : validUntil;
		}
		if (unknown != null && this.policy.onUnknown() == OnUnknown.REJECT) {
			throw unknown;
		}
		return new VerifiedPeer(peer.path(), peer.anchor(), validUntil);
	}

	private Instant end(RevocationStatus status, Instant now) {
		boolean accepting = this.policy.onUnknown() == OnUnknown.ACCEPT;
		if (accepting && this.services.equals(RevocationServices.NONE)) {
			// Only other material can change the verdict
			return Instant.MAX;
		}
		return (status instanceof RevocationStatus.Good good) ? good.until() : now.plus(ASK_AGAIN);
	}

	private boolean isShortLived(X509Certificate certificate) {
		Duration lifetime = Duration.between(certificate.getNotBefore().toInstant(),
				certificate.getNotAfter().toInstant());
		return lifetime.compareTo(this.policy.skipIfLifetimeBelow()) < 0;
	}

	private RevocationQuery query(VerifiedPeer peer, int index, Presentation presentation, Validity validity,
			CrlSigners signers) {
		return new RevocationQuery(peer.path().get(index), issuer(peer, index),
				(name) -> signers(name, validity, signers), presentation.staples(), validity.now(), validity.skew(),
				presentation.mayWait());
	}

	private static X509Certificate issuer(VerifiedPeer peer, int index) {
		List<X509Certificate> path = peer.path();
		return (index + 1 < path.size()) ? path.get(index + 1) : peer.anchor();
	}

	private List<X509Certificate> signers(X500Principal name, Validity validity, CrlSigners signers) {
		return signers.named(name)
			.stream()
			.filter((signer) -> !isKnownToBeRevoked(signer, validity))
			.map(VerifiedPeer::leaf)
			.toList();
	}

	// A signer of CRLs that is revoked signs nothing any more. That nothing is known of
	// it
	// is enough here, and CRLs of further signers are not looked for: it would not end
	private boolean isKnownToBeRevoked(VerifiedPeer signer, Validity validity) {
		if (signer.leaf().equals(signer.anchor())) {
			return false;
		}
		return IntStream.range(0, signer.path().size())
			.mapToObj((i) -> new RevocationQuery(signer.path().get(i), issuer(signer, i), (name) -> List.of(),
					List.of(), validity.now(), validity.skew(), false))
			.anyMatch((query) -> status(query) instanceof RevocationStatus.Revoked);
	}

	private RevocationStatus status(RevocationQuery query) {
		List<String> unknown = new ArrayList<>();
		for (RevocationSource source : this.sources) {
			RevocationStatus status = source.status(query);
			if (!(status instanceof RevocationStatus.Unknown nothing)) {
				return status;
			}
			unknown.add(nothing.evidence());
		}
		return new RevocationStatus.Unknown(
				unknown.stream().filter((evidence) -> !evidence.isEmpty()).collect(Collectors.joining("; ")));
	}

}
