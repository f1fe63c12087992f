package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.CrlRevocationSource;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.x509.KeyPurpose;
import org.jspecify.annotations.Nullable;

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

	private final KnownIssuers known;

	private final VerifiedPaths paths = new VerifiedPaths();

	PkixPeerVerifier(TrustMaterial trust, VerificationPolicy policy, Vouching vouching, RevocationServices services,
			KnownIssuers known, Clock clock) {
		this.trust = trust;
		this.anchors = new TrustAnchors(trust.anchors(), trust.location());
		this.policy = policy;
		this.vouching = vouching;
		this.known = known;
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
			Validity validity = new Validity(this.clock.instant(), this.policy.clockSkew());
			VerifiedPeer peer = this.paths.get(presentation.certificates(), purpose, validity.now());
			if (peer == null) {
				peer = verifyAll(presentation.certificates(), purpose, validity);
				this.known.add(peer.path().subList(1, peer.path().size()));
			}
			return notRevoked(peer, presentation, validity);
		}
		catch (CheckStep.Crash ex) {
			throw unprocessable(presentation, ex.getCause(), ex.check());
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw unprocessable(presentation, ex, Check.PATH);
		}
	}

	private static PeerRejectedException unprocessable(Presentation presentation, @Nullable Throwable cause,
			Check check) {
		List<X509Certificate> presented = presentation.certificates();
		return new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
				"the chain cannot be processed: " + ((cause != null) ? cause.getClass().getSimpleName() : "unknown"),
				presented.isEmpty() ? null : presented.get(0), cause)
			.at(check);
	}

	private VerifiedPeer verifyAll(List<X509Certificate> presented, KeyPurpose purpose, Validity validity)
			throws PeerRejectedException {
		PresentedBounds.requireAny(presented);
		X509Certificate leaf = presented.get(0);
		CheckStep.run(Check.NAMES, () -> {
			PresentedBounds.check(presented);
			// Before path validation, which changes the list of names that the JDK
			// reports
			ReadableNames.read(leaf);
		});
		CheckStep.run(Check.LEAF, () -> LeafIsNotCa.check(leaf));
		PathValidation validation = new PathValidation(rules(purpose, validity), validity);
		VerifiedPeer peer = this.vouching.find(leaf, this.trust,
				(trust) -> found(search(trust, presented, validation).find(leaf), validity));
		this.paths.add(presented, purpose, validity.now(), peer);
		return peer;
	}

	private VerifiedPeer notRevoked(VerifiedPeer peer, Presentation presentation, Validity validity)
			throws PeerRejectedException {
		if (!this.revocation.isOn()) {
			return peer;
		}
		CrlSigners signers = new CrlSigners(this.trust, new PathValidation(rules(validity), validity),
				presentation.certificates(), peer);
		return CheckStep.get(Check.REVOCATION, () -> this.revocation.check(peer, presentation, validity, signers));
	}

	// Where only some anchors come into question, others are asked after this search
	private PathSearch search(TrustMaterial limited, List<X509Certificate> presented, PathValidation validation) {
		boolean all = limited.anchors().size() == this.trust.anchors().size();
		TrustAnchors some = all ? this.anchors : new TrustAnchors(limited.anchors(), limited.location());
		return new PathSearch(new IssuerCandidates(some, presented), validation, all ? this.known : KnownIssuers.NONE);
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
		List<PathRule> rules = new ArrayList<>(List.of(new CertificateForm()));
		if (this.policy.strictRfc5280()) {
			rules.add(new StrictProfile());
		}
		rules.addAll(List.of(validity, new KeyStrength(this.policy.minRsaBits()),
				new SignatureStrength(this.policy.signatureAlgorithms()), new IssuerRights(this.policy.maxPathLength()),
				new NameSpaces()));
		return rules;
	}

}
