package io.mtlsboot.trust;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chains that make use of how paths are searched, and of the second way to validate one:
 * the JDK takes the common name of an intermediate for a host name.
 */
class PathAttackTests {

	private static final Consumer<LeafSpec> PLAIN = (spec) -> {
	};

	private static final IssuedCertificate ROOT = Hierarchy.root(PLAIN);

	private static final Consumer<LeafSpec> CONSTRAINTS = Hierarchy
		.permitting(new GeneralName(GeneralName.dNSName, "shop.example"));

	private static final Consumer<LeafSpec> LOOKS_LIKE_A_HOST = (spec) -> spec.subject("CN=issuing-ca");

	@Test
	void leafThatSomebodyElseSignedIsRefusedBelowANameThatTheJdkMistakes() throws Exception {
		IssuedCertificate constrained = Hierarchy.ca(ROOT, CONSTRAINTS);
		IssuedCertificate below = Hierarchy.ca(constrained, LOOKS_LIKE_A_HOST);
		IssuedCertificate impostor = Hierarchy.root(LOOKS_LIKE_A_HOST);
		Hierarchy.assertAccepted(ROOT, leaf(below));
		assertThat(Hierarchy.rejection(VerificationPolicy.DEFAULT, ROOT,
				List.of(leaf(impostor).certificate(), below.certificate(), constrained.certificate())))
			.extracting(PeerRejectedException::reason)
			.isEqualTo(RejectionReason.SIGNATURE_INVALID);
	}

	@Test
	void intermediateThatSomebodyElseSignedIsRefusedBelowANameThatTheJdkMistakes() {
		IssuedCertificate constrained = Hierarchy.ca(ROOT, CONSTRAINTS);
		IssuedCertificate forged = Hierarchy.ca(Hierarchy.ca(Hierarchy.root(PLAIN), PLAIN), LOOKS_LIKE_A_HOST);
		assertThat(Hierarchy.rejection(VerificationPolicy.DEFAULT, ROOT,
				List.of(leaf(forged).certificate(), forged.certificate(), constrained.certificate())))
			.extracting(PeerRejectedException::reason)
			.isEqualTo(RejectionReason.SIGNATURE_INVALID);
	}

	@Test
	void criticalExtensionThatNobodyKnowsIsRefusedBelowANameThatTheJdkMistakes() {
		IssuedCertificate constrained = Hierarchy.ca(ROOT, CONSTRAINTS);
		IssuedCertificate below = Hierarchy.ca(constrained, LOOKS_LIKE_A_HOST);
		IssuedCertificate leaf = Hierarchy.leaf(below,
				(spec) -> spec.dns("web.shop.example").extension("1.3.6.1.4.1.55738.666.1", true, new byte[] { 5, 0 }));
		assertThat(Hierarchy.rejection(ROOT, leaf)).extracting(PeerRejectedException::reason)
			.isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
	}

	@Test
	void policiesThatAreRequiredAreNotForgottenBelowANameThatTheJdkMistakes() {
		String certificatePolicies = "2.5.29.32";
		byte[] any = HexFormat.of().parseHex("3008300606" + "04551d2000");
		byte[] requireExplicit = { 0x30, 3, (byte) 0x80, 1, 0 };
		IssuedCertificate constrained = Hierarchy.ca(ROOT, (spec) -> {
			CONSTRAINTS.accept(spec);
			spec.extension(certificatePolicies, false, any).extension("2.5.29.36", true, requireExplicit);
		});
		IssuedCertificate below = Hierarchy.ca(constrained, LOOKS_LIKE_A_HOST);
		assertThat(Hierarchy.rejection(ROOT, leaf(below))).extracting(PeerRejectedException::reason)
			.isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
	}

	@Test
	void mazeInFrontOfThePathEndsTheSearch() {
		List<IssuedCertificate> cas = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			String name = "CN=maze " + i;
			cas.add(Hierarchy.root((spec) -> spec.subject(name)));
		}
		List<X509Certificate> presented = new ArrayList<>(List.of(leaf(cas.get(0)).certificate()));
		for (IssuedCertificate subject : cas) {
			for (IssuedCertificate issuer : cas) {
				if (subject != issuer) {
					presented.add(crossSigned(subject, issuer, PLAIN));
				}
			}
		}
		presented.add(crossSigned(cas.get(0), ROOT, PLAIN));
		assertThat(Hierarchy.rejection(VerificationPolicy.DEFAULT, ROOT, presented).evidence())
			.contains("too many ways");
	}

	@Test
	void manyPathsThatAreNotValidEndTheSearch() throws Exception {
		IssuedCertificate ca = Hierarchy.ca(ROOT, PLAIN);
		List<X509Certificate> presented = new ArrayList<>(List.of(leaf(ca).certificate()));
		for (int i = 0; i < 18; i++) {
			presented.add(crossSigned(ca, ROOT,
					(spec) -> spec.notBefore(Instant.now().minus(Duration.ofDays(2))).validFor(Duration.ofDays(1))));
		}
		presented.add(ca.certificate());
		assertThat(Hierarchy.verify(List.of(ROOT.certificate()), VerificationPolicy.DEFAULT, presented).path())
			.hasSize(2);
		for (int i = 0; i < 3; i++) {
			presented.add(1, crossSigned(ca, ROOT,
					(spec) -> spec.notBefore(Instant.now().minus(Duration.ofDays(2))).validFor(Duration.ofDays(1))));
		}
		assertThat(Hierarchy.rejection(VerificationPolicy.DEFAULT, ROOT, presented).reason())
			.isEqualTo(RejectionReason.EXPIRED);
	}

	@Test
	void fiftyCertificatesWithLongNamesAreRefusedBeforeTheyAreCompared() {
		String longName = "O=x,".repeat(300) + "CN=maze";
		IssuedCertificate ca = Hierarchy.root((spec) -> spec.subject(longName));
		List<X509Certificate> presented = new ArrayList<>(List.of(leaf(ca).certificate()));
		while (presented.size() < PresentedBounds.MAX_CERTIFICATES) {
			presented.add(ca.certificate());
		}
		PeerRejectedException rejection = Hierarchy.rejection(VerificationPolicy.DEFAULT, ROOT, presented);
		assertThat(rejection.reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
		assertThat(rejection.evidence()).contains("together", "at most: 262144");
	}

	private static X509Certificate crossSigned(IssuedCertificate subject, IssuedCertificate issuer,
			Consumer<LeafSpec> oddity) {
		X509Certificate certificate = subject.certificate();
		return Hierarchy
			.ca(issuer, (spec) -> oddity.accept(spec.subject(certificate.getSubjectX500Principal().getName())
				.keyPair(new KeyPair(certificate.getPublicKey(), subject.privateKey()))))
			.certificate();
	}

	private static IssuedCertificate leaf(IssuedCertificate issuer) {
		return Hierarchy.leaf(issuer, (spec) -> spec.dns("web.shop.example"));
	}

}
