package io.mtlsboot.trust;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.x509.SignatureAlgorithm;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PathRulesTests {

	private static final Consumer<LeafSpec> PLAIN = (spec) -> {
	};

	private static final String KEY_USAGE = "2.5.29.15";

	private static final String BASIC_CONSTRAINTS = "2.5.29.19";

	@Test
	void verifyWhenAnchorHasAnUnknownCriticalExtensionThenRejects() {
		IssuedCertificate root = Hierarchy
			.root((spec) -> spec.extension("1.3.6.1.4.1.55738.666.1", true, new byte[] { 5, 0 }));
		assertThat(notAllowed(root, leaf(root))).contains("1.3.6.1.4.1.55738.666.1");
	}

	@Test
	void verifyWhenAnotherAnchorHasAnUnknownCriticalExtensionThenAccepts() throws Exception {
		IssuedCertificate odd = Hierarchy
			.root((spec) -> spec.extension("1.3.6.1.4.1.55738.666.1", true, new byte[] { 5, 0 }));
		IssuedCertificate root = Hierarchy.root((spec) -> spec.subject("CN=used"));
		assertThat(Hierarchy
			.verify(List.of(odd.certificate(), root.certificate()), VerificationPolicy.DEFAULT, leaf(root).chain())
			.anchor()).isEqualTo(root.certificate());
	}

	@Test
	void verifyWhenAnchorHasACriticalKeyIdentifierThenRejects() {
		IssuedCertificate root = Hierarchy.root((spec) -> spec.withoutExtension("2.5.29.35")
			.extension("2.5.29.35", true, new byte[] { 0x30, 3, (byte) 0x80, 1, 1 }));
		assertThat(notAllowed(root, leaf(root))).contains("2.5.29.35");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2.5.29.36", "2.5.29.54" })
	void verifyWhenAnchorDemandsPoliciesThatNobodyEnforcesThenRejects(String oid) {
		String der = oid.equals("2.5.29.36") ? "3003800100" : "020100";
		IssuedCertificate root = Hierarchy.root((spec) -> spec.extension(oid, true, HexFormat.of().parseHex(der)));
		assertThat(notAllowed(root, leaf(root))).contains(oid);
	}

	@Test
	void verifyWhenAnchorIsForServersThenItCannotVouchForCallers() {
		IssuedCertificate root = Hierarchy.root((spec) -> spec.extension(Hierarchy.EXTENDED_KEY_USAGE, false,
				HexFormat.of().parseHex("300a06082b06010505070301")));
		IssuedCertificate leaf = leaf(root);
		PeerRejectedException rejection = Hierarchy.rejection(root, leaf);
		assertThat(rejection).isNotNull();
		assertThat(rejection.reason()).isEqualTo(RejectionReason.PURPOSE_NOT_ALLOWED);
	}

	@Test
	void verifyWhenAnchorAllowsNoIntermediateThenRejectsOne() throws Exception {
		IssuedCertificate root = Hierarchy.root((spec) -> spec.pathLength(0));
		Hierarchy.assertAccepted(root, leaf(root));
		assertThat(notAllowed(root, leaf(Hierarchy.ca(root, PLAIN)))).contains("path length");
	}

	@Test
	void verifyWhenIntermediateIsSelfIssuedThenItDoesNotCountForThePathLength() throws Exception {
		IssuedCertificate root = Hierarchy.root((spec) -> spec.pathLength(0));
		IssuedCertificate rolledOver = Hierarchy.ca(root, (spec) -> spec.subject("CN=root"));
		List<X509Certificate> presented = List.of(leaf(rolledOver).certificate(), rolledOver.certificate());
		assertThat(Hierarchy.verify(List.of(root.certificate()), VerificationPolicy.DEFAULT, presented).path())
			.hasSize(2);
	}

	@Test
	void verifyWhenIntermediateIsNoCaThenRejects() {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		IssuedCertificate leaf = Hierarchy.leaf(root, (spec) -> spec.subject("CN=not a CA").dns("web"));
		assertThat(notAllowed(root, leaf(leaf))).contains("basic constraints");
		IssuedCertificate lost = Hierarchy.ca(root, (spec) -> spec.withoutExtension(BASIC_CONSTRAINTS));
		assertThat(notAllowed(root, leaf(lost))).contains("basic constraints");
	}

	@Test
	void verifyWhenIntermediateMayNotSignCertificatesThenRejects() {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		int crlSign = 2;
		assertThat(notAllowed(root, leaf(Hierarchy.ca(root, (spec) -> spec.keyUsage(crlSign)))))
			.contains("keyCertSign");
	}

	@Test
	void verifyWhenKeyUsageOfTheLeafCannotBeReadThenRejects() {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		IssuedCertificate leaf = Hierarchy.leaf(root,
				(spec) -> spec.dns("web")
					.withoutExtension(KEY_USAGE)
					.extension(KEY_USAGE, false, new byte[] { 4, 1, 0 }));
		PeerRejectedException rejection = Hierarchy.rejection(root, leaf);
		assertThat(rejection).isNotNull();
		assertThat(rejection.reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2.5.29.14 0500", "2.5.29.15 030100", "2.5.29.19 0500", "2.5.29.31 3000",
			"2.5.29.32 30020500", "2.5.29.35 0500", "2.5.29.37 3000", "1.3.6.1.5.5.7.1.1 30020500" })
	void verifyWhenAnExtensionIsThereAndCannotBeReadThenRejects(String extension) {
		String[] parts = extension.split(" ");
		IssuedCertificate root = Hierarchy.root(PLAIN);
		IssuedCertificate leaf = Hierarchy.leaf(root,
				(spec) -> spec.dns("web")
					.withoutExtension(parts[0])
					.extension(parts[0], false, HexFormat.of().parseHex(parts[1])));
		PeerRejectedException rejection = Hierarchy.rejection(root, leaf);
		assertThat(rejection).isNotNull();
		assertThat(rejection.reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	@Test
	void verifyWhenPolicyConstraintsAreNotCriticalThenRejectsOnlyIfStrict() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		IssuedCertificate ca = Hierarchy.ca(root,
				(spec) -> spec.extension("2.5.29.36", false, HexFormat.of().parseHex("3003810100")));
		Hierarchy.assertAccepted(root, leaf(ca));
		assertThat(Hierarchy.rejection(VerificationPolicy.DEFAULT.withStrictRfc5280(true), root, leaf(ca).chain())
			.evidence()).contains("2.5.29.36");
	}

	@Test
	void verifyWhenSignatureAlgorithmsInsideAndOutsideDifferThenRejects() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		X509Certificate good = leaf(root).certificate();
		V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
		TBSCertificate fields = TBSCertificate.getInstance(good.getTBSCertificate());
		generator.setSerialNumber(fields.getSerialNumber());
		generator.setSignature(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.3")));
		generator.setIssuer(fields.getIssuer());
		generator.setStartDate(fields.getStartDate());
		generator.setEndDate(fields.getEndDate());
		generator.setSubject(fields.getSubject());
		generator.setSubjectPublicKeyInfo(fields.getSubjectPublicKeyInfo());
		generator.setExtensions(fields.getExtensions());
		byte[] tbs = generator.generateTBSCertificate().getEncoded("DER");
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(root.privateKey());
		signature.update(tbs);
		byte[] der = new DERSequence(new ASN1Encodable[] { ASN1Primitive.fromByteArray(tbs),
				new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2")),
				new DERBitString(signature.sign()) })
			.getEncoded("DER");
		Exception rejection = catchException(
				() -> Hierarchy.verify(List.of(root.certificate()), VerificationPolicy.DEFAULT,
						List.of(new JcaX509CertificateConverter().getCertificate(new X509CertificateHolder(der)))));
		assertThat(rejection).isInstanceOf(CertificateException.class);
	}

	@Test
	void verifyWhenSignatureIsWrittenInAnotherWayThenRejects() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		for (int i = 0; i < 8; i++) {
			X509Certificate good = leaf(root).certificate();
			byte[] der = good.getEncoded();
			// The octet before the signature says how many of its last bits are unused,
			// which the JDK
			// takes as zeros; one of them is zero in every other signature
			der[der.length - good.getSignature().length - 1] = 1;
			Exception rejection = catchException(
					() -> Hierarchy.verify(List.of(root.certificate()), VerificationPolicy.DEFAULT,
							List.of(new JcaX509CertificateConverter().getCertificate(new X509CertificateHolder(der)))));
			assertThat(rejection).isNotNull();
		}
	}

	@Test
	void verifyWhenLeafIsOfVersion1ThenRejects() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		Instant now = Instant.now();
		byte[] der = new JcaX509v1CertificateBuilder(new X500Name("CN=root"), BigInteger.ONE,
				Date.from(now.minusSeconds(60)), Date.from(now.plusSeconds(60)), new X500Name("CN=web"),
				root.certificate().getPublicKey())
			.build(new JcaContentSignerBuilder("SHA256withECDSA").build(root.privateKey()))
			.getEncoded();
		X509Certificate leaf = new JcaX509CertificateConverter().getCertificate(new X509CertificateHolder(der));
		PeerRejectedException rejection = Hierarchy.rejection(VerificationPolicy.DEFAULT, root, List.of(leaf));
		assertThat(rejection).isNotNull();
		assertThat(rejection.reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
		assertThat(rejection.evidence()).contains("version 3", "version 1");
	}

	@Test
	void verifyWhenKeyIsSoLargeThatVerifyingIsAnAttackThenRejects() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		KeyPair signing = rsa(2048);
		RSAPublicKey huge = (RSAPublicKey) KeyFactory.getInstance("RSA")
			.generatePublic(new RSAPublicKeySpec(BigInteger.ONE.shiftLeft(16000).add(BigInteger.ONE),
					RSAKeyGenParameterSpec.F4));
		IssuedCertificate leaf = Hierarchy.leaf(root,
				(spec) -> spec.dns("web").keyPair(new KeyPair(huge, signing.getPrivate())));
		assertThat(Hierarchy.rejection(root, leaf).reason()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
	}

	@Test
	void verifyWhenExponentIsSoLargeThatVerifyingIsAnAttackThenRejects() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		KeyPair signing = rsa(2048);
		RSAPublicKey slow = (RSAPublicKey) KeyFactory.getInstance("RSA")
			.generatePublic(new RSAPublicKeySpec(((RSAPublicKey) signing.getPublic()).getModulus(),
					BigInteger.ONE.shiftLeft(2000).add(BigInteger.ONE)));
		IssuedCertificate leaf = Hierarchy.leaf(root,
				(spec) -> spec.dns("web").keyPair(new KeyPair(slow, signing.getPrivate())));
		assertThat(Hierarchy.rejection(root, leaf).evidence()).contains("exponent of 2001 bits");
	}

	@Test
	void verifyWhenSignatureAlgorithmIsNotAmongThoseOfThePolicyThenRejects() throws Exception {
		IssuedCertificate root = Hierarchy.root(PLAIN);
		VerificationPolicy ecdsa = VerificationPolicy.DEFAULT
			.withSignatureAlgorithms(EnumSet.of(SignatureAlgorithm.ECDSA_SHA256));
		assertThat(Hierarchy.verify(List.of(root.certificate()), ecdsa, leaf(root).chain()).anchor())
			.isEqualTo(root.certificate());
		VerificationPolicy ed25519 = VerificationPolicy.DEFAULT
			.withSignatureAlgorithms(EnumSet.of(SignatureAlgorithm.ED25519));
		PeerRejectedException rejection = Hierarchy.rejection(ed25519, root, leaf(root).chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
		assertThat(rejection.evidence()).contains("ED25519").contains("SHA256withECDSA");
	}

	@Test
	void verifyWhenTheLastSecondHasBegunThenAcceptsAndRejectsAfterIt() throws Exception {
		Instant end = Instant.parse("2035-04-01T00:00:00Z");
		Validity during = new Validity(end.plusMillis(999), Duration.ZERO);
		Validity after = new Validity(end.plusSeconds(1), Duration.ZERO);
		IssuedCertificate root = Hierarchy
			.root((spec) -> spec.notBefore(Instant.parse("2020-01-01T00:00:00Z")).notAfter(end));
		CandidatePath path = new CandidatePath(List.of(root.certificate()), root.certificate());
		during.check(path);
		assertThat(catchThrowableOfType(PeerRejectedException.class, () -> after.check(path))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2.5.29.35", "2.5.29.14" })
	void verifyWhenStrictThenKeyIdentifiersMustBeThere(String oid) throws Exception {
		VerificationPolicy strict = VerificationPolicy.DEFAULT.withStrictRfc5280(true);
		IssuedCertificate root = Hierarchy.root(PLAIN);
		IssuedCertificate ca = Hierarchy.ca(root, PLAIN);
		IssuedCertificate odd = Hierarchy.ca(root, (spec) -> spec.withoutExtension(oid));
		assertThat(Hierarchy.verify(List.of(root.certificate()), strict, leaf(ca).chain()).path()).hasSize(2);
		assertThat(Hierarchy.rejection(strict, root, leaf(odd).chain()).evidence()).contains("strict RFC 5280");
		Hierarchy.assertAccepted(root, leaf(odd));
	}

	@Test
	void verifyWhenStrictThenSerialNumberMustBePositiveAndShort() {
		VerificationPolicy strict = VerificationPolicy.DEFAULT.withStrictRfc5280(true);
		IssuedCertificate root = Hierarchy.root(PLAIN);
		for (BigInteger serial : List.of(BigInteger.ZERO, BigInteger.TEN.negate(), BigInteger.ONE.shiftLeft(160))) {
			IssuedCertificate leaf = Hierarchy.leaf(root, (spec) -> spec.dns("web").serial(serial));
			assertThat(Hierarchy.rejection(strict, root, leaf.chain()).evidence()).contains("serial number");
		}
	}

	@Test
	void verifyWhenStrictThenCriticalityMustBeAsRequired() {
		VerificationPolicy strict = VerificationPolicy.DEFAULT.withStrictRfc5280(true);
		IssuedCertificate root = Hierarchy.root((spec) -> spec.withoutExtension(BASIC_CONSTRAINTS)
			.extension(BASIC_CONSTRAINTS, false, new byte[] { 0x30, 3, 1, 1, (byte) 0xFF }));
		assertThat(Hierarchy.rejection(strict, root, leaf(root).chain()).evidence())
			.contains("critical basic constraints");
	}

	private static KeyPair rsa(int bits) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(bits);
		return generator.generateKeyPair();
	}

	private static IssuedCertificate leaf(IssuedCertificate issuer) {
		return Hierarchy.leaf(issuer, (spec) -> spec.dns("web.shop.example"));
	}

	private static String notAllowed(IssuedCertificate root, IssuedCertificate leaf) {
		PeerRejectedException rejection = Hierarchy.rejection(root, leaf);
		assertThat(rejection).isNotNull();
		assertThat(rejection.reason()).isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
		return rejection.evidence();
	}

}
