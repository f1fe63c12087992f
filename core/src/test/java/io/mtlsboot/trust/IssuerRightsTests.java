package io.mtlsboot.trust;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Rules by themselves, where the JDK has the same ones or believes anchors whatever they
 * say.
 */
class IssuerRightsTests {

	private static final Consumer<LeafSpec> PLAIN = (spec) -> {
	};

	private static final IssuedCertificate ROOT = Hierarchy.root(PLAIN);

	private static final IssuedCertificate LEAF = leaf(ROOT);

	@Test
	void checkWhenAnchorIsNoCaThenRejects() {
		IssuedCertificate anchor = Hierarchy.leaf(ROOT, (spec) -> spec.dns("web"));
		PeerRejectedException rejection = check(new IssuerRights(5), anchor, leaf(anchor));
		assertThat(rejection.evidence()).contains("basic constraints");
		assertThat(rejection.certificate()).isEqualTo(anchor.certificate());
	}

	@Test
	void checkWhenAnchorMayNotSignCertificatesThenRejects() {
		int crlSign = 2;
		IssuedCertificate anchor = Hierarchy.root((spec) -> spec.keyUsage(crlSign));
		assertThat(check(new IssuerRights(5), anchor, leaf(anchor)).evidence()).contains("keyCertSign");
	}

	@Test
	void checkWhenKeyUsageOfTheAnchorCannotBeReadThenRejects() {
		IssuedCertificate anchor = Hierarchy
			.root((spec) -> spec.withoutExtension("2.5.29.15").extension("2.5.29.15", false, new byte[] { 4, 1, 0 }));
		assertThat(check(new IssuerRights(5), anchor, leaf(anchor)).evidence()).contains("keyCertSign");
	}

	@Test
	void checkWhenAnchorHasNoKeyUsageThenAccepts() {
		IssuedCertificate anchor = Hierarchy.root((spec) -> spec.withoutExtension("2.5.29.15"));
		assertThat(check(new IssuerRights(5), anchor, leaf(anchor))).isNull();
	}

	@Test
	void checkWhenAnIntermediateAllowsNoneBelowThenRejectsOne() {
		IssuedCertificate upper = Hierarchy.ca(ROOT, (spec) -> spec.subject("CN=upper").pathLength(0));
		IssuedCertificate lower = Hierarchy.ca(upper, PLAIN);
		assertThat(check(new IssuerRights(5), ROOT, leaf(upper), upper)).isNull();
		assertThat(check(new IssuerRights(5), ROOT, leaf(lower), lower, upper).evidence()).contains("path length");
	}

	@Test
	void checkWhenAnIntermediateBelowAllowsMoreThanThoseAboveThenTheyCount() {
		IssuedCertificate upper = Hierarchy.ca(ROOT, (spec) -> spec.subject("CN=upper").pathLength(1));
		IssuedCertificate middle = Hierarchy.ca(upper, (spec) -> spec.subject("CN=middle").pathLength(9));
		IssuedCertificate lower = Hierarchy.ca(middle, PLAIN);
		assertThat(check(new IssuerRights(5), ROOT, leaf(middle), middle, upper)).isNull();
		assertThat(check(new IssuerRights(5), ROOT, leaf(lower), lower, middle, upper)).isNotNull();
	}

	@Test
	void checkWhenKeyOfTheAnchorIsWeakThenRejects() {
		IssuedCertificate anchor = Hierarchy
			.root((spec) -> spec.keyAlgorithm(KeyAlgorithm.RSA_1024).signatureAlgorithm("SHA256withRSA"));
		IssuedCertificate leaf = Hierarchy.leaf(anchor, (spec) -> spec.dns("web").signatureAlgorithm("SHA256withRSA"));
		PeerRejectedException rejection = refused(anchor, leaf);
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
		assertThat(rejection.certificate()).isEqualTo(anchor.certificate());
	}

	@Test
	void checkWhenCurveIsShortThenRejects() throws Exception {
		BouncyCastleProvider provider = new BouncyCastleProvider();
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
		generator.initialize(new ECGenParameterSpec("secp224r1"));
		X509Certificate weak = new JcaX509CertificateConverter().setProvider(provider)
			.getCertificate(new JcaX509v1CertificateBuilder(new X500Name("CN=root"), BigInteger.ONE, new Date(),
					new Date(), new X500Name("CN=web"), generator.generateKeyPair().getPublic())
				.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ROOT.privateKey())));
		CandidatePath path = new CandidatePath(List.of(weak), ROOT.certificate());
		assertThat(rejection(new KeyStrength(2048), path).evidence()).contains("EC with 224 bits");
	}

	@Test
	void checkWhenAnExtensionIsThereTwiceThenRejects() throws Exception {
		// An unknown extension of the same length is renamed to the one that is there
		X509Certificate plain = Hierarchy
			.leaf(ROOT, (spec) -> spec.dns("web").extension("2.5.29.99", false, new byte[] { 5, 7 }))
			.certificate();
		String der = HexFormat.of().formatHex(plain.getEncoded()).replace("0603551d63", "0603551d11");
		X509Certificate twice = (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(HexFormat.of().parseHex(der)));
		CandidatePath path = new CandidatePath(List.of(twice), ROOT.certificate());
		assertThat(rejection(new CertificateForm(), path).evidence()).contains("twice");
	}

	@ParameterizedTest
	@ValueSource(ints = { 30, 3600 })
	void verifyWhenLeafIsNotYetValidWithinTheSkewThenAccepts(int seconds) throws Exception {
		IssuedCertificate leaf = Hierarchy.leaf(ROOT,
				(spec) -> spec.dns("web")
					.notBefore(Instant.now().plusSeconds(seconds))
					.notAfter(Instant.now().plus(Duration.ofDays(1))));
		VerificationPolicy tolerant = new VerificationPolicy(Duration.ofSeconds(60), 2048, 5);
		PeerRejectedException rejection = Hierarchy.rejection(tolerant, ROOT, leaf.chain());
		assertThat((rejection != null) ? rejection.reason() : null)
			.isEqualTo((seconds > 60) ? RejectionReason.NOT_YET_VALID : null);
	}

	@Test
	void verifyWhenIssuersHaveLargeCurvesThenFewAreTried() throws Exception {
		IssuerSignatures signatures = new IssuerSignatures();
		int tried = 0;
		for (; !signatures.isExhausted(); tried++) {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp521r1"));
			KeyPair keys = generator.generateKeyPair();
			signatures.isIssuedBy(LEAF.certificate(), Hierarchy.root((spec) -> spec.keyPair(keys)).certificate());
		}
		assertThat(tried).isLessThan(IssuerSignatures.BUDGET / 8);
	}

	private static IssuedCertificate leaf(IssuedCertificate issuer) {
		return Hierarchy.leaf(issuer, (spec) -> spec.dns("web"));
	}

	private static PeerRejectedException refused(IssuedCertificate anchor, IssuedCertificate leaf) {
		PeerRejectedException rejection = Hierarchy.rejection(VerificationPolicy.DEFAULT, anchor,
				List.of(leaf.certificate()));
		assertThat(rejection).isNotNull();
		return rejection;
	}

	private static PeerRejectedException check(PathRule rule, IssuedCertificate anchor, IssuedCertificate... path) {
		List<X509Certificate> certificates = List.of(path).stream().map(IssuedCertificate::certificate).toList();
		return rejection(rule, new CandidatePath(certificates, anchor.certificate()));
	}

	private static PeerRejectedException rejection(PathRule rule, CandidatePath path) {
		return catchThrowableOfType(PeerRejectedException.class, () -> rule.check(path));
	}

}
