package io.mtlsboot.trust;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.x509.Fingerprint;
import io.mtlsboot.x509.KeyIdentifier;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PathDiagnosisTests {

	private static final String SUBJECT_KEY = "2.5.29.14";

	private static final String AUTHORITY_KEY = "2.5.29.35";

	private static final Consumer<LeafSpec> PLAIN = (spec) -> {
	};

	private static final IssuedCertificate ROOT = Hierarchy.root(PLAIN);

	private static final IssuedCertificate CA = Hierarchy.ca(ROOT, PLAIN);

	private static final IssuedCertificate LEAF = leaf(CA);

	private final KnownIssuers known = new KnownIssuers();

	@Test
	void verifyWhenIssuerWasNotPresentedThenSaysWhereTheChainEnds() {
		PeerRejectedException rejection = rejection(LEAF.certificate());
		assertIssuerUnknown(rejection, LEAF.certificate());
		assertThat(rejection.evidence()).isEqualTo("presented: 1 certificate, it ends at 'OU=web' issued by"
				+ " 'CN=Issuing CA', known: 'CN=root' from 'test anchors'");
	}

	@Test
	void verifyWhenTheIssuerOfAnIntermediateIsUnknownThenBlamesTheIntermediate() {
		IssuedCertificate stranger = Hierarchy.root((spec) -> spec.subject("CN=stranger"));
		IssuedCertificate ca = Hierarchy.ca(stranger, PLAIN);
		PeerRejectedException rejection = rejection(leaf(ca).chain());
		assertIssuerUnknown(rejection, ca.certificate());
		assertThat(rejection.evidence())
			.startsWith("presented: 2 certificates, they end at 'CN=Issuing CA' issued by 'CN=stranger', known: ");
	}

	@Test
	void verifyWhenTheChainEndsAtARootOfItsOwnThenSaysThatItNamesNoOther() {
		IssuedCertificate stranger = Hierarchy.root((spec) -> spec.subject("CN=stranger"));
		PeerRejectedException rejection = rejection(leaf(stranger).certificate(), stranger.certificate());
		assertIssuerUnknown(rejection, stranger.certificate());
		assertThat(rejection.evidence())
			.contains("2 certificates, they end at 'CN=stranger', which names no other issuer, known: ");
	}

	@Test
	void verifyWhenIssuerIsUnknownThenNamesFiveAnchors() {
		List<X509Certificate> anchors = IntStream.range(0, 7)
			.mapToObj((i) -> Hierarchy.root((spec) -> spec.subject("CN=root " + i)).certificate())
			.toList();
		PeerRejectedException rejection = catchThrowableOfType(PeerRejectedException.class,
				() -> Hierarchy.verify(anchors, VerificationPolicy.DEFAULT, List.of(LEAF.certificate())));
		assertThat(rejection.evidence()).contains("'CN=root 0'", "'CN=root 4' and 2 more from 'test anchors'")
			.doesNotContain("'CN=root 5'");
	}

	@Test
	void verifyWhenIntermediateOfAVerifiedPeerIsMissingThenNamesIt() throws Exception {
		PeerVerifier verifier = verifier(ROOT.certificate());
		assertIssuerUnknown(rejection(verifier, List.of(LEAF.certificate())), LEAF.certificate());
		IssuedCertificate other = leaf(CA);
		verifier.verify(other.chain(), KeyPurpose.CLIENT_AUTH);
		PeerRejectedException rejection = rejection(verifier, List.of(LEAF.certificate()));
		assertThat(rejection.reason()).isEqualTo(RejectionReason.INTERMEDIATE_MISSING);
		assertThat(rejection.certificate()).isEqualTo(LEAF.certificate());
		assertThat(rejection.evidence()).isEqualTo("missing: 'CN=Issuing CA', leading to anchor 'CN=root';"
				+ " presented: 1 certificate, it ends at 'OU=web' issued by 'CN=Issuing CA'");
	}

	@Test
	void verifyWhenIntermediateIsOneOfOurChainThenNamesIt() {
		this.known.add(leaf(CA).chain());
		assertThat(rejection(LEAF.certificate()).reason()).isEqualTo(RejectionReason.INTERMEDIATE_MISSING);
	}

	@Test
	void verifyWhenSeveralAreMissingThenNamesThemAll() {
		IssuedCertificate lower = Hierarchy.ca(CA, (spec) -> spec.subject("CN=lower"));
		IssuedCertificate lowest = Hierarchy.ca(lower, (spec) -> spec.subject("CN=lowest"));
		IssuedCertificate leaf = leaf(lowest);
		this.known.add(leaf.chain());
		assertThat(rejection(leaf.certificate()).evidence())
			.startsWith("missing: 'CN=lowest' 'CN=lower' 'CN=Issuing CA', leading to anchor 'CN=root'; ");
		assertThat(rejection(leaf.certificate(), lower.certificate()).evidence())
			.startsWith("missing: 'CN=lowest' 'CN=Issuing CA', leading to anchor 'CN=root'; ");
		PeerRejectedException rejection = rejection(leaf.certificate(), lowest.certificate());
		assertThat(rejection.evidence()).startsWith("missing: 'CN=lower' 'CN=Issuing CA', ");
		assertThat(rejection.certificate()).isEqualTo(lowest.certificate());
	}

	@Test
	void namesakeOfTheMissingIntermediateIsNotTakenForIt() {
		IssuedCertificate namesake = Hierarchy.ca(ROOT, PLAIN);
		this.known.add(List.of(namesake.certificate()));
		assertIssuerUnknown(rejection(LEAF.certificate()), LEAF.certificate());
	}

	@Test
	void namesakeThatClaimsTheKeyOfTheMissingIntermediateIsNotTakenForIt() {
		byte[] claimed = CA.certificate().getExtensionValue(SUBJECT_KEY);
		IssuedCertificate namesake = Hierarchy.ca(ROOT, (spec) -> spec.withoutExtension(SUBJECT_KEY)
			.extension(SUBJECT_KEY, false, Arrays.copyOfRange(claimed, 2, claimed.length)));
		assertThat(KeyIdentifier.of(namesake.certificate())).isEqualTo(KeyIdentifier.of(CA.certificate()));
		this.known.add(List.of(namesake.certificate()));
		assertIssuerUnknown(rejection(LEAF.certificate()), LEAF.certificate());
	}

	@Test
	void verifyWhenKnownIntermediateLeadsToNoneOfOurAnchorsThenItIsNotNamed() {
		this.known.add(List.of(CA.certificate()));
		IssuedCertificate other = Hierarchy.root((spec) -> spec.subject("CN=other"));
		assertIssuerUnknown(rejection(verifier(other.certificate()), List.of(LEAF.certificate())), LEAF.certificate());
	}

	@Test
	void verifyWhenKnownIntermediateHasExpiredThenItIsNotNamed() {
		IssuedCertificate expired = Hierarchy.ca(ROOT,
				(spec) -> spec.notBefore(Instant.now().minus(Duration.ofDays(2))).validFor(Duration.ofDays(1)));
		this.known.add(List.of(expired.certificate()));
		assertIssuerUnknown(rejection(leaf(expired).certificate()), null);
	}

	@Test
	void knownIntermediateAdmitsNobody() {
		this.known.add(List.of(CA.certificate(), ROOT.certificate()));
		IssuedCertificate stranger = Hierarchy.root((spec) -> spec.subject("CN=stranger"));
		this.known.add(List.of(stranger.certificate()));
		assertThat(rejection(LEAF.certificate()).reason()).isEqualTo(RejectionReason.INTERMEDIATE_MISSING);
		assertIssuerUnknown(rejection(leaf(stranger).certificate()), null);
	}

	@Test
	void addWhenThereAreManyThenForgetsTheOldest() {
		this.known.add(List.of(LEAF.certificate(), CA.certificate()));
		List<IssuedCertificate> others = new ArrayList<>();
		for (int i = 0; i < KnownIssuers.MAX; i++) {
			String name = "CN=other " + i;
			others.add(Hierarchy.ca(ROOT, (spec) -> spec.subject(name)));
			this.known.add(List.of(others.get(i).certificate()));
			if (i == 10) {
				this.known.add(List.of(CA.certificate()));
			}
		}
		assertThat(this.known.named(LEAF.certificate().getSubjectX500Principal())).isEmpty();
		assertThat(this.known.named(CA.certificate().getSubjectX500Principal())).containsExactly(CA.certificate());
		assertThat(this.known.named(others.get(0).certificate().getSubjectX500Principal())).isEmpty();
		assertThat(this.known.named(others.get(1).certificate().getSubjectX500Principal())).hasSize(1);
	}

	@Test
	void verifyWhenAnchorHasANamesakeThenSaysBothKeys() {
		IssuedCertificate namesake = Hierarchy.root(PLAIN);
		IssuedCertificate leaf = leaf(namesake);
		PeerRejectedException rejection = rejection(leaf.certificate());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ANCHOR_KEY_MISMATCH);
		assertThat(rejection.certificate()).isEqualTo(leaf.certificate());
		assertThat(rejection.evidence()).isEqualTo("required: a signature of 'CN=root' with key identifier " + key(ROOT)
				+ " from 'test anchors', presented: one with key identifier " + key(namesake));
	}

	@Test
	void verifyWhenTheNamesakeOfAnAnchorIsPresentedThenBlamesIt() {
		IssuedCertificate namesake = Hierarchy.root((spec) -> spec.withoutExtension(AUTHORITY_KEY));
		PeerRejectedException rejection = rejection(leaf(namesake).certificate(), namesake.certificate());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ANCHOR_KEY_MISMATCH);
		assertThat(rejection.certificate()).isEqualTo(namesake.certificate());
		assertThat(rejection.evidence()).isEqualTo("required: 'CN=root' with fingerprint "
				+ Fingerprint.of(ROOT.certificate()) + " from 'test anchors', presented: one with fingerprint "
				+ Fingerprint.of(namesake.certificate()));
	}

	@Test
	void leafThatNamesNoKeyAndIsNotOfTheAnchorIsOfAnInvalidSignature() {
		IssuedCertificate namesake = Hierarchy.root(PLAIN);
		IssuedCertificate leaf = Hierarchy.leaf(namesake, (spec) -> spec.dns("web").withoutExtension(AUTHORITY_KEY));
		PeerRejectedException rejection = rejection(leaf.certificate());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
		assertThat(rejection.evidence())
			.isEqualTo("required: a signature of 'CN=root' as it is known here, presented: one of another key");
	}

	@Test
	void forgeryThatClaimsTheKeyOfTheAnchorIsOfAnInvalidSignature() {
		byte[] claimed = leaf(ROOT).certificate().getExtensionValue(AUTHORITY_KEY);
		IssuedCertificate forged = Hierarchy.leaf(Hierarchy.root(PLAIN),
				(spec) -> spec.dns("web")
					.withoutExtension(AUTHORITY_KEY)
					.extension(AUTHORITY_KEY, false, Arrays.copyOfRange(claimed, 2, claimed.length)));
		PeerRejectedException rejection = rejection(forged.certificate());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
		assertThat(rejection.evidence()).endsWith("one for key identifier " + key(ROOT) + " that does not verify");
	}

	@Test
	void verifyWhenThePresentedIntermediateHasAnotherKeyThenSaysBothKeys() {
		IssuedCertificate old = Hierarchy.ca(ROOT, PLAIN);
		PeerRejectedException rejection = rejection(LEAF.certificate(), old.certificate());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
		assertThat(rejection.certificate()).isEqualTo(LEAF.certificate());
		assertThat(rejection.evidence()).contains("with key identifier " + key(old), "for key identifier " + key(CA));
		this.known.add(List.of(CA.certificate()));
		assertThat(rejection(LEAF.certificate(), old.certificate()).reason())
			.isEqualTo(RejectionReason.INTERMEDIATE_MISSING);
	}

	@Test
	void mazeCostsNoMoreSignaturesForBeingExplained() {
		List<X509Certificate> cas = new ArrayList<>();
		for (int i = 0; i < KnownIssuers.MAX; i++) {
			cas.add(Hierarchy.ca(ROOT, (spec) -> spec.withoutExtension(SUBJECT_KEY)).certificate());
		}
		this.known.add(cas);
		X509Certificate leaf = LEAF.certificate();
		int simple = verifications(KnownIssuers.NONE, List.of(leaf));
		assertThat(verifications(this.known, List.of(leaf))).isGreaterThan(simple)
			.isLessThanOrEqualTo(simple + MissingIssuers.MAX_STEPS);
		List<X509Certificate> maze = maze();
		assertThat(verifications(this.known, maze)).isEqualTo(verifications(KnownIssuers.NONE, maze))
			.isLessThanOrEqualTo(IssuerSignatures.BUDGET);
	}

	private static int verifications(KnownIssuers known, List<X509Certificate> presented) {
		IssuerCandidates issuers = new IssuerCandidates(new TrustAnchors(List.of(ROOT.certificate()), "test anchors"),
				presented);
		PathValidation validation = new PathValidation(List.of(), new Validity(Instant.now(), Duration.ZERO));
		assertThat(catchThrowableOfType(PeerRejectedException.class,
				() -> new PathSearch(issuers, validation, known).find(presented.get(0))))
			.isNotNull();
		return issuers.signatures().verifications();
	}

	private static List<X509Certificate> maze() {
		List<IssuedCertificate> cas = IntStream.range(0, 7)
			.mapToObj((i) -> Hierarchy.root((spec) -> spec.subject("CN=maze " + i)))
			.toList();
		List<X509Certificate> presented = new ArrayList<>(List.of(leaf(cas.get(0)).certificate()));
		for (IssuedCertificate subject : cas) {
			for (IssuedCertificate issuer : cas) {
				if (subject != issuer) {
					KeyPair keyPair = new KeyPair(subject.certificate().getPublicKey(), subject.privateKey());
					presented.add(Hierarchy
						.ca(issuer,
								(spec) -> spec.subject(subject.certificate().getSubjectX500Principal().getName())
									.keyPair(keyPair))
						.certificate());
				}
			}
		}
		return presented;
	}

	private static void assertIssuerUnknown(PeerRejectedException rejection, X509Certificate fault) {
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
		assertThat(rejection.check()).isEqualTo(Check.PATH);
		assertThat(rejection.certificate()).isNotNull();
		if (fault != null) {
			assertThat(rejection.certificate()).isEqualTo(fault);
		}
	}

	private PeerRejectedException rejection(X509Certificate... presented) {
		return rejection(List.of(presented));
	}

	private PeerRejectedException rejection(List<X509Certificate> presented) {
		return rejection(verifier(ROOT.certificate()), presented);
	}

	private static PeerRejectedException rejection(PeerVerifier verifier, List<X509Certificate> presented) {
		return catchThrowableOfType(PeerRejectedException.class,
				() -> verifier.verify(presented, KeyPurpose.CLIENT_AUTH));
	}

	private PeerVerifier verifier(X509Certificate anchor) {
		return PeerVerifier.pkix(TrustMaterial.of(List.of(anchor), "test anchors"), VerificationPolicy.DEFAULT,
				Vouching.UNLIMITED, RevocationServices.NONE, this.known, Clock.systemUTC());
	}

	private static IssuedCertificate leaf(IssuedCertificate issuer) {
		return Hierarchy.leaf(issuer, (spec) -> spec.dns("web.shop.example"));
	}

	private static String key(IssuedCertificate certificate) {
		return KeyIdentifier.of(certificate.certificate()).orElseThrow().hex();
	}

}
