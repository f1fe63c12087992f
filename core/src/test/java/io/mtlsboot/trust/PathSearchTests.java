package io.mtlsboot.trust;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PathSearchTests {

	private static final Consumer<LeafSpec> PLAIN = (spec) -> {
	};

	@Test
	void verifyWhenAnchorsShareANameThenTheOneThatSignedIsFound() throws Exception {
		IssuedCertificate old = Hierarchy.root(PLAIN);
		IssuedCertificate next = Hierarchy.root(PLAIN);
		List<X509Certificate> both = List.of(old.certificate(), next.certificate());
		for (IssuedCertificate root : List.of(old, next)) {
			assertThat(Hierarchy.verify(both, VerificationPolicy.DEFAULT, leaf(root).chain()).anchor())
				.isEqualTo(root.certificate());
		}
	}

	@Test
	void verifyWhenAnchorsShareANameAndHaveNoIdentifiersThenTheOneThatSignedIsFound() throws Exception {
		Consumer<LeafSpec> anonymous = (spec) -> spec.withoutExtension("2.5.29.14").withoutExtension("2.5.29.35");
		IssuedCertificate old = Hierarchy.root(anonymous);
		IssuedCertificate next = Hierarchy.root(anonymous);
		for (IssuedCertificate root : List.of(old, next)) {
			IssuedCertificate leaf = Hierarchy.leaf(root, (spec) -> anonymous.accept(spec.dns("web")));
			assertThat(Hierarchy
				.verify(List.of(old.certificate(), next.certificate()), VerificationPolicy.DEFAULT, leaf.chain())
				.anchor()).isEqualTo(root.certificate());
		}
	}

	@Test
	void verifyWhenTheFirstIssuerPresentedLeadsNowhereThenAnotherIsTried() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		IssuedCertificate stranger = Hierarchy.root((spec) -> spec.subject("CN=stranger"));
		IssuedCertificate ca = Hierarchy.ca(root, PLAIN);
		IssuedCertificate crossSigned = crossSigned(ca, stranger, PLAIN);
		assertFound(root, leaf(ca), crossSigned, ca);
	}

	@Test
	void verifyWhenTheFirstIssuerPresentedHasExpiredThenAnotherIsTried() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		IssuedCertificate ca = Hierarchy.ca(root, PLAIN);
		IssuedCertificate expired = crossSigned(ca, root,
				(spec) -> spec.notBefore(Instant.now().minus(Duration.ofDays(2))).validFor(Duration.ofDays(1)));
		assertFound(root, leaf(ca), expired, ca);
	}

	@Test
	void verifyWhenTheFirstIssuerPresentedIsOutsideANameSpaceThenAnotherIsTried() throws Exception {
		IssuedCertificate constrained = Hierarchy
			.root(Hierarchy.excluding(new GeneralName(GeneralName.dNSName, "web.shop.example")));
		IssuedCertificate root = Hierarchy.root((spec) -> spec.subject("CN=open root"));
		IssuedCertificate ca = Hierarchy.ca(root, PLAIN);
		IssuedCertificate crossSigned = crossSigned(ca, constrained, PLAIN);
		List<X509Certificate> presented = List.of(leaf(ca).certificate(), crossSigned.certificate(), ca.certificate());
		assertThat(Hierarchy
			.verify(List.of(constrained.certificate(), root.certificate()), VerificationPolicy.DEFAULT, presented)
			.anchor()).isEqualTo(root.certificate());
	}

	@Test
	void verifyWhenACaHasRolledItsKeyOverThenOldAndNewAreFoundInAnyOrder() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		IssuedCertificate old = Hierarchy.ca(root, PLAIN);
		IssuedCertificate next = Hierarchy.ca(root, PLAIN);
		for (IssuedCertificate ca : List.of(old, next)) {
			assertFound(root, leaf(ca), old, next);
			assertFound(root, leaf(ca), next, old);
		}
	}

	@Test
	void verifyWhenCertificatesOfOneNameAreAllSignedByOneKeyThenEnds() {
		IssuedCertificate base = Hierarchy.root((spec) -> spec.subject("CN=maze"));
		List<X509Certificate> presented = new ArrayList<>(List.of(leaf(base).certificate()));
		for (int i = 1; i < PresentedBounds.MAX_CERTIFICATES; i++) {
			presented.add(crossSigned(base, base, PLAIN).certificate());
		}
		assertRefused(presented);
	}

	@Test
	void verifyWhenEachCouldHaveIssuedEachThenGivesUp() {
		List<IssuedCertificate> cas = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			String name = "CN=maze " + i;
			cas.add(Hierarchy.root((spec) -> spec.subject(name)));
		}
		List<X509Certificate> presented = new ArrayList<>(List.of(leaf(cas.get(0)).certificate()));
		for (IssuedCertificate subject : cas) {
			for (IssuedCertificate issuer : cas) {
				if (subject != issuer) {
					presented.add(crossSigned(subject, issuer, PLAIN).certificate());
				}
			}
		}
		assertThat(presented).hasSizeLessThanOrEqualTo(PresentedBounds.MAX_CERTIFICATES);
		assertThat(assertRefused(presented).evidence()).contains("too many ways");
	}

	@Test
	void verifyWhenIssuersHaveKeysThatAreCostlyToVerifyWithThenGivesUp() throws Exception {
		IssuerSignatures signatures = new IssuerSignatures();
		IssuedCertificate leaf = leaf(Hierarchy.root(PLAIN));
		int tried = 0;
		while (!signatures.isExhausted()) {
			assertThat(signatures.isIssuedBy(leaf.certificate(),
					Hierarchy.root((spec) -> spec.keyAlgorithm(KeyAlgorithm.EC_P384)).certificate()))
				.isFalse();
			tried++;
		}
		assertThat(tried).isLessThanOrEqualTo(IssuerSignatures.BUDGET);
		IssuedCertificate root = Hierarchy.root(PLAIN);
		assertThat(signatures.isIssuedBy(root.certificate(), root.certificate())).isFalse();
	}

	private static PeerRejectedException assertRefused(List<X509Certificate> presented) {
		PeerRejectedException rejection = Hierarchy.rejection(VerificationPolicy.DEFAULT, Hierarchy.root(PLAIN),
				presented);
		assertThat(rejection).isNotNull();
		assertThat(rejection.reason()).isIn(RejectionReason.ISSUER_UNKNOWN, RejectionReason.PATH_NOT_ALLOWED);
		return rejection;
	}

	private static void assertFound(IssuedCertificate root, IssuedCertificate leaf, IssuedCertificate... others)
			throws Exception {
		List<X509Certificate> presented = new ArrayList<>(List.of(leaf.certificate()));
		List.of(others).forEach((other) -> presented.add(other.certificate()));
		assertThat(Hierarchy.verify(List.of(root.certificate()), VerificationPolicy.DEFAULT, presented).anchor())
			.isEqualTo(root.certificate());
	}

	private static IssuedCertificate crossSigned(IssuedCertificate subject, IssuedCertificate issuer,
			Consumer<LeafSpec> oddity) {
		X509Certificate certificate = subject.certificate();
		return Hierarchy.ca(issuer,
				(spec) -> oddity.accept(spec.subject(certificate.getSubjectX500Principal().getName())
					.keyPair(new KeyPair(certificate.getPublicKey(), subject.privateKey()))));
	}

	private static IssuedCertificate leaf(IssuedCertificate issuer) {
		return Hierarchy.leaf(issuer, (spec) -> spec.dns("web.shop.example"));
	}

}
