package io.mtlsboot.material;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.KeyAlgorithm;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrustMaterialTests {

	private static final DevCa CA = DevCa.create("shop.example");

	@Test
	void verifyWhenAnchorsAreRepeatedThenEachIsKeptOnceInOrder() {
		X509Certificate intermediate = CA.serverIssuer().certificate();
		TrustMaterial trust = trust(intermediate, CA.rootCertificate(), intermediate);
		assertThat(trust.anchors()).containsExactly(intermediate, CA.rootCertificate());
		assertThat(trust.location()).isEqualTo(MaterialAssert.LOCATION);
		assertThat(trust).hasToString("2 trust anchor(s) from '/run/mtls/tls.key'");
	}

	@Test
	void verifyWhenThereIsNoneThenNoAnchors() {
		MaterialAssert.assertRefused(MaterialProblem.NO_ANCHORS, TrustMaterialTests::trust)
			.withMessageContaining("expected at least one CA certificate");
	}

	@Test
	void verifyWhenBundlesDifferThenIsOtherMaterial() {
		X509Certificate other = DevCa.create("other.example").rootCertificate();
		TrustMaterial trust = trust(CA.rootCertificate(), other);
		TrustMaterial bound = trust.withBundles(Map.of("ours", List.of(CA.rootCertificate())));
		assertThat(bound).isNotEqualTo(trust)
			.isNotEqualTo(trust.withBundles(Map.of("ours", List.of(other))))
			.isEqualTo(trust.withBundles(Map.of("ours", List.of(CA.rootCertificate(), CA.rootCertificate()))));
		assertThat(bound.bundlesOf(CA.rootCertificate())).containsExactly("ours");
		assertThat(bound.bundlesOf(other)).isEmpty();
		assertThat(bound.withCrls(List.of(), "crls").bundles()).isEqualTo(bound.bundles());
		TrustMaterial limited = bound.limitedTo(other::equals);
		assertThat(limited).isNotNull();
		assertThat(limited.anchors()).containsExactly(other);
		assertThat(limited.bundles()).isEqualTo(bound.bundles());
		assertThat(bound.limitedTo((anchor) -> false)).isNull();
	}

	@Test
	void verifyWhenBundleHasNoneOrAStrangerThenNoAnchors() {
		TrustMaterial trust = trust(CA.rootCertificate());
		MaterialAssert.assertRefused(MaterialProblem.NO_ANCHORS, () -> trust.withBundles(Map.of("ours", List.of())));
		X509Certificate stranger = DevCa.create("other.example").rootCertificate();
		MaterialAssert
			.assertRefused(MaterialProblem.NO_ANCHORS, () -> trust.withBundles(Map.of("ours", List.of(stranger))))
			.withMessageContaining("trust bundle 'ours'");
	}

	@Test
	void verifyWhenOneIsLeafThenAnchorNotCa() {
		X509Certificate leaf = CA.issue((spec) -> spec.subject("CN=orders")).certificate();
		MaterialAssert.assertRefused(MaterialProblem.ANCHOR_NOT_CA, () -> trust(CA.rootCertificate(), leaf))
			.withMessageContaining("'CN=orders' is not a CA certificate")
			.withMessageContaining("basicConstraints");
	}

	@Test
	void verifyWhenSelfSignedHasNoBasicConstraintsThenAnchorNotCa() {
		X509Certificate bare = CA.issue((spec) -> spec.selfSigned().withoutExtension("2.5.29.19")).certificate();
		MaterialAssert.assertRefused(MaterialProblem.ANCHOR_NOT_CA, () -> trust(bare));
	}

	@Test
	void verifyWhenKeyUsageLacksKeyCertSignThenAnchorNotCa() {
		X509Certificate mute = CA.issue((spec) -> spec.ca(true).keyUsage(KeyUsage.cRLSign)).certificate();
		MaterialAssert.assertRefused(MaterialProblem.ANCHOR_NOT_CA, () -> trust(mute))
			.withMessageContaining("lacks keyCertSign (presented: cRLSign)");
	}

	@Test
	void verifyWhenKeyUsageIsUnreadableThenAnchorNotCa() {
		X509Certificate odd = CA.issue((spec) -> spec.ca(true).extension("2.5.29.15", false, new byte[] { 1, 2 }))
			.certificate();
		MaterialAssert.assertRefused(MaterialProblem.ANCHOR_NOT_CA, () -> trust(odd))
			.withMessageContaining("unreadable");
	}

	@Test
	void verifyWhenThereIsNoKeyUsageThenIsAnchor() {
		X509Certificate free = CA.issue((spec) -> spec.ca(true).withoutExtension("2.5.29.15")).certificate();
		assertThat(trust(free).anchors()).containsExactly(free);
	}

	@Test
	void verifyWhenCertificateIsOfVersion1ThenAnchorNotCa() throws Exception {
		X509Certificate old = version1();
		assertThat(old.getVersion()).isEqualTo(1);
		MaterialAssert.assertRefused(MaterialProblem.ANCHOR_NOT_CA, () -> trust(old))
			.withMessageContaining("version 1");
	}

	@Test
	void verifyWhenAnchorIsExpiredThenIsKept() {
		X509Certificate expired = CA
			.issue((spec) -> spec.selfSigned().ca(true).notAfter(Instant.now().minusSeconds(60)))
			.certificate();
		assertThat(trust(expired).anchors()).containsExactly(expired);
	}

	@Test
	void verifyWhenAnchorsAreTheSameThenIsEqual() {
		X509Certificate intermediate = CA.serverIssuer().certificate();
		TrustMaterial trust = trust(CA.rootCertificate(), intermediate);
		TrustMaterial turned = TrustMaterial.of(List.of(intermediate, CA.rootCertificate()), "elsewhere");
		assertThat(trust).isEqualTo(turned)
			.hasSameHashCodeAs(turned)
			.isNotEqualTo(trust(intermediate))
			.isNotEqualTo(trust(CA.impostor().rootCertificate(), intermediate));
	}

	private static TrustMaterial trust(X509Certificate... anchors) {
		return TrustMaterial.of(List.of(anchors), MaterialAssert.LOCATION);
	}

	private static X509Certificate version1() throws Exception {
		var keys = KeyAlgorithm.EC_P256.generate();
		X500Principal name = new X500Principal("CN=old root");
		Date now = new Date();
		byte[] der = new JcaX509v1CertificateBuilder(name, BigInteger.ONE, now,
				Date.from(now.toInstant().plusSeconds(3600)), name, keys.getPublic())
			.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
			.getEncoded();
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(der));
	}

}
