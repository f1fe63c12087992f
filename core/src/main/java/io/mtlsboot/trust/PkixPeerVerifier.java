package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.CrlRevocationSource;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.x509.KeyPurpose;

/**
 * Verifies peers with the JDK's path validation, and with rules of our own where it is
 * too lax.
 */
final class PkixPeerVerifier implements PeerVerifier {

	private final TrustMaterial trust;

	private final TrustAnchors anchors;

	private final VerificationPolicy policy;

	private final Clock clock;

	private final RevocationCheck revocation;

	private final Vouching vouching;

	PkixPeerVerifier(TrustMaterial trust, VerificationPolicy policy, Vouching vouching, RevocationServices services,
			Clock clock) {
		this.trust = trust;
		this.anchors = new TrustAnchors(trust.anchors(), trust.location());
		this.policy = policy;
		this.vouching = vouching;
		this.clock = clock;
		this.revocation = new RevocationCheck(policy.revocation(), CrlRevocationSource.of(trust.crls()), services);
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
	public boolean mayWait() {
		return this.revocation.mayWait();
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
		PathValidation validation = new PathValidation(rules(purpose, validity), validity);
		VerifiedPeer peer = this.vouching.find(leaf, this.trust,
				(trust) -> found(new PathSearch(anchors(trust), presented, validation).find(leaf), validity));
		return this.revocation.check(peer, presentation, validity,
				new CrlSigners(this.trust, new PathValidation(rules(validity), validity), presented, peer));
	}

	private TrustAnchors anchors(TrustMaterial limited) {
		return (limited.anchors().size() == this.trust.anchors().size()) ? this.anchors
				: new TrustAnchors(limited.anchors(), limited.location());
	}

	private static VerifiedPeer found(CandidatePath path, Validity validity) {
		return new VerifiedPeer(path.certificates(), path.anchor(), validity.endOf(path.certificates(), path.anchor()));
	}

	private List<PathRule> rules(KeyPurpose purpose, Validity validity) {
		List<PathRule> rules = rules(validity);
		rules.add(new LeafPurpose(purpose));
		rules.add(new IssuerPurpose(purpose));
		return rules;
	}

	private List<PathRule> rules(Validity validity) {
		List<PathRule> rules = new ArrayList<>(List.of(new CertificateForm(), validity,
				new KeyStrength(this.policy.minRsaBits()), new SignatureStrength(this.policy.signatureAlgorithms()),
				new IssuerRights(this.policy.maxPathLength()), new NameSpaces()));
		if (this.policy.strictRfc5280()) {
			rules.add(new StrictProfile());
		}
		return rules;
	}

}
