package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.x509.KeyPurpose;

/**
 * Verifies peers with the JDK's path builder, and with rules of our own where it is too
 * lax.
 */
final class PkixPeerVerifier implements PeerVerifier {

	private final TrustMaterial trust;

	private final VerificationPolicy policy;

	private final Clock clock;

	private final RevocationCheck revocation;

	PkixPeerVerifier(TrustMaterial trust, VerificationPolicy policy, RevocationServices services, Clock clock) {
		this.trust = trust;
		this.policy = policy;
		this.clock = clock;
		this.revocation = new RevocationCheck(policy.revocation(), new ListedCrls(trust.crls()), services);
	}

	@Override
	public VerifiedPeer verify(List<X509Certificate> presented, KeyPurpose purpose) throws PeerRejectedException {
		return verify(Presentation.of(presented), purpose);
	}

	@Override
	public long epoch() {
		return this.revocation.epoch();
	}

	@Override
	public VerifiedPeer verify(Presentation presentation, KeyPurpose purpose) throws PeerRejectedException {
		try {
			return verifyAll(presentation, purpose);
		}
		catch (RuntimeException | StackOverflowError ex) {
			// Some certificates make the JDK's parsers throw what they do not declare
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					"the chain cannot be processed: " + ex.getClass().getSimpleName(), null, ex);
		}
	}

	private VerifiedPeer verifyAll(Presentation presentation, KeyPurpose purpose) throws PeerRejectedException {
		List<X509Certificate> presented = presentation.certificates();
		PresentedBounds.check(presented);
		X509Certificate leaf = presented.get(0);
		// Before path validation, which changes the list of names that the JDK reports
		ReadableNames.read(leaf);
		LeafIsNotCa.check(leaf);
		Validity validity = new Validity(this.clock.instant(), this.policy.clockSkew());
		VerifiedPeer peer = find(new PathSearch(this.trust, this.policy, validity, presented, purpose), leaf, purpose);
		LeafPurpose.check(leaf, purpose);
		return this.revocation.check(peer, presentation, validity);
	}

	private static VerifiedPeer find(PathSearch search, X509Certificate leaf, KeyPurpose purpose)
			throws PeerRejectedException {
		try {
			return search.find();
		}
		catch (PeerRejectedException ex) {
			if (ex.reason() == RejectionReason.PURPOSE_NOT_ALLOWED) {
				// The leaf's own purpose says more than that of the CA that issued it
				LeafPurpose.check(leaf, purpose);
			}
			throw ex;
		}
	}

}
