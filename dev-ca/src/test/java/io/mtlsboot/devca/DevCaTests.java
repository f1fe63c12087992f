package io.mtlsboot.devca;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;

import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DevCaTests {

	private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

	private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

	private static final DevCa CA = DevCa.create("shop.example");

	@Test
	void verifyWhenIssuedForClientsThenValidBelowClientIssuer() throws Exception {
		IssuedCertificate web = CA
			.issue((spec) -> spec.spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH));
		validate(CA, web.chain());
		assertThat(web.chain()).containsExactly(web.certificate(), CA.clientIssuer().certificate());
		assertThat(web.certificate().getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
		assertThat(web.certificate().getBasicConstraints()).isEqualTo(-1);
		assertThat(web.certificate().getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
		assertThat(web.certificate().getNonCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.14", "2.5.29.35",
				"2.5.29.37", "2.5.29.17");
		assertThat(web.certificate().getSubjectAlternativeNames())
			.containsExactly(List.of(6, "spiffe://shop.example/web"));
	}

	@Test
	void verifyWhenIssuedForServersThenValidBelowServerIssuer() throws Exception {
		IssuedCertificate orders = CA.issue((spec) -> spec.subject("CN=orders,O=Shop")
			.dns("localhost", "orders")
			.ip("127.0.0.1", "::1")
			.email("orders@shop.example")
			.purposes(Purpose.SERVER_AUTH));
		validate(CA, orders.chain());
		assertThat(orders.chain()).containsExactly(orders.certificate(), CA.serverIssuer().certificate());
		assertThat(orders.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=orders,O=Shop");
		assertThat(orders.certificate().getSubjectAlternativeNames()).containsExactly(List.of(2, "localhost"),
				List.of(2, "orders"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"),
				List.of(1, "orders@shop.example"));
	}

	@Test
	void verifyWhenNoPurposesThenBothAndIssuedByRoot() throws Exception {
		IssuedCertificate both = CA.issue((spec) -> {
		});
		validate(CA, both.chain());
		assertThat(both.chain()).containsExactly(both.certificate());
		assertThat(both.certificate().getExtendedKeyUsage()).containsExactly(SERVER_AUTH, CLIENT_AUTH);
	}

	@Test
	void verifyWhenCreatedThenIntermediatesAreLimited() throws Exception {
		assertThat(CA.rootCertificate().getSubjectX500Principal().getName()).isEqualTo("CN=shop.example dev root");
		assertThat(CA.serverIssuer().certificate().getBasicConstraints()).isZero();
		assertThat(CA.clientIssuer().certificate().getBasicConstraints()).isZero();
		assertThat(CA.serverIssuer().certificate().getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
		assertThat(CA.clientIssuer().certificate().getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
		assertThat(CA.rootCertificate().getExtendedKeyUsage()).isNull();
		assertThat(CA.rootCertificate().getKeyUsage()).startsWith(true, false, false, false, false, true, true);
		assertThat(CA.trustStore().getCertificate("root")).isEqualTo(CA.rootCertificate());
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenKeyAlgorithmThenIssuesAndSignsWithIt(KeyAlgorithm algorithm) throws Exception {
		DevCa ca = DevCa.create("a.example", algorithm);
		IssuedCertificate leaf = ca.issue((spec) -> spec.keyAlgorithm(algorithm).purposes(Purpose.SERVER_AUTH));
		leaf.certificate().verify(ca.serverIssuer().certificate().getPublicKey());
		ca.serverIssuer().certificate().verify(ca.rootCertificate().getPublicKey());
		PublicKey key = leaf.certificate().getPublicKey();
		assertThat(key.getAlgorithm()).isIn("RSA", "EC", "EdDSA");
		if (algorithm == KeyAlgorithm.RSA_1024) {
			assertThat(((RSAKey) key).getModulus().bitLength()).isEqualTo(1024);
		}
	}

	@Test
	void verifyWhenExpiredThenRefusedAsExpired() {
		IssuedCertificate leaf = CA.issue((spec) -> spec.validFor(Duration.ofSeconds(-60)));
		assertThat(leaf.certificate().getNotBefore()).isBefore(leaf.certificate().getNotAfter());
		assertThat(refusal(CA, leaf.chain())).isEqualTo(BasicReason.EXPIRED);
	}

	@Test
	void verifyWhenNotAfterLongAgoThenRefusedAsExpired() {
		Instant end = Instant.parse("2020-01-01T00:00:00Z");
		IssuedCertificate leaf = CA.issue((spec) -> spec.notAfter(end));
		assertThat(leaf.certificate().getNotAfter()).isEqualTo(Date.from(end));
		assertThat(leaf.certificate().getNotBefore()).isBefore(leaf.certificate().getNotAfter());
		assertThat(refusal(CA, leaf.chain())).isEqualTo(BasicReason.EXPIRED);
	}

	@Test
	void verifyWhenNotYetValidThenRefusedAsNotYetValid() {
		IssuedCertificate leaf = CA.issue((spec) -> spec.notBefore(Instant.now().plusSeconds(3600)));
		assertThat(leaf.certificate().getNotBefore()).isBefore(leaf.certificate().getNotAfter());
		assertThat(refusal(CA, leaf.chain())).isEqualTo(BasicReason.NOT_YET_VALID);
	}

	@Test
	void verifyWhenImpostorThenSameNamesAndOtherKeys() throws Exception {
		DevCa impostor = CA.impostor();
		IssuedCertificate leaf = impostor.issue((spec) -> spec.purposes(Purpose.CLIENT_AUTH));
		assertThat(impostor.clientIssuer().certificate().getSubjectX500Principal())
			.isEqualTo(CA.clientIssuer().certificate().getSubjectX500Principal());
		assertThat(impostor.rootCertificate().getSubjectX500Principal())
			.isEqualTo(CA.rootCertificate().getSubjectX500Principal());
		validate(impostor, leaf.chain());
		assertThat(refusal(CA, leaf.chain())).isEqualTo(PKIXReason.NO_TRUST_ANCHOR);
	}

	@Test
	void verifyWhenIntermediateIsMissingThenNoPathToRoot() {
		IssuedCertificate leaf = CA.issue((spec) -> spec.purposes(Purpose.CLIENT_AUTH));
		assertThat(refusal(CA, leaf.withoutIntermediates().chain())).isEqualTo(PKIXReason.NO_TRUST_ANCHOR);
	}

	@Test
	void verifyWhenCaIsUsedAsLeafThenItIsOne() {
		IssuedCertificate leaf = CA.issue((spec) -> spec.ca(true).purposes(Purpose.CLIENT_AUTH));
		assertThat(leaf.certificate().getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
		assertThat(leaf.certificate().getKeyUsage()[5]).isTrue();
	}

	@Test
	void verifyWhenIssuerIsLeafThenRefusedAsNotCa() {
		IssuedCertificate leaf = CA.issue((spec) -> spec.subject("CN=leaf").keyUsage(KeyUsage.keyCertSign));
		IssuedCertificate below = CA.issue((spec) -> spec.issuer(leaf));
		assertThat(below.chain()).containsExactly(below.certificate(), leaf.certificate());
		assertThat(refusal(CA, below.chain())).isEqualTo(PKIXReason.NOT_CA_CERT);
	}

	@Test
	void verifyWhenPathIsTooLongThenRefused() {
		IssuedCertificate extra = CA.issue((spec) -> spec.subject("CN=extra").ca(true).issuer(CA.clientIssuer()));
		IssuedCertificate leaf = CA.issue((spec) -> spec.issuer(extra));
		assertThat(leaf.chain()).hasSize(3);
		assertThat(refusal(CA, leaf.chain())).isEqualTo(PKIXReason.PATH_TOO_LONG);
	}

	@Test
	void verifyWhenSelfSignedThenItIsItsOwnIssuer() throws Exception {
		IssuedCertificate leaf = CA.issue((spec) -> spec.subject("CN=alone").selfSigned());
		leaf.certificate().verify(leaf.certificate().getPublicKey());
		assertThat(leaf.chain()).hasSize(1);
	}

	@Test
	void verifyWhenSignedWithSha1ThenSaysSo() {
		IssuedCertificate leaf = CA.issue((spec) -> spec.signatureAlgorithm("SHA1withECDSA"));
		assertThat(leaf.certificate().getSigAlgName()).isEqualTo("SHA1withECDSA");
	}

	@Test
	void verifyWhenSignatureDoesNotFitIssuerThenNamesIt() {
		assertThatExceptionOfType(DevCaException.class)
			.isThrownBy(() -> CA.issue((spec) -> spec.signatureAlgorithm("SHA256withRSA")))
			.withMessageContaining("'SHA256withRSA'")
			.withMessageContaining("'EC'");
	}

	@Test
	void verifyWhenTwoUriNamesThenBothArePresent() throws Exception {
		IssuedCertificate leaf = CA.issue((spec) -> spec.uri("spiffe://shop.example/a", "spiffe://shop.example/b"));
		assertThat(leaf.certificate().getSubjectAlternativeNames()).hasSize(2);
	}

	@Test
	void verifyWhenRawNameThenItIsEncodedAsGiven() {
		byte[] raw = new byte[300];
		Arrays.fill(raw, (byte) 0xFF);
		IssuedCertificate leaf = CA.issue((spec) -> spec.dns("web").san(2, raw).san(6, new byte[0]));
		byte[] names = leaf.certificate().getExtensionValue("2.5.29.17");
		// OCTET STRING { SEQUENCE { [2] 'web', [2] 300 octets, [6] nothing } }
		assertThat(Arrays.copyOf(names, 17)).containsExactly(0x04, 0x82, 0x01, 0x3B, 0x30, 0x82, 0x01, 0x37, 0x82, 3,
				'w', 'e', 'b', 0x82, 0x82, 0x01, 0x2C);
		assertThat(Arrays.copyOfRange(names, names.length - 2, names.length)).containsExactly(0x86, 0);
	}

	@Test
	void verifyWhenExtensionsAreGivenThenTheyReplaceDefaults() throws Exception {
		byte[] content = { 0x05, 0x00 };
		IssuedCertificate leaf = CA.issue((spec) -> spec.extension("1.2.3.4", true, content)
			.extension("2.5.29.15", false, new byte[] { 0x03, 0x02, 0x05, (byte) 0x20 })
			.withoutExtension("2.5.29.37"));
		assertThat(leaf.certificate().getExtensionValue("1.2.3.4")).containsExactly(0x04, 0x02, 0x05, 0x00);
		assertThat(leaf.certificate().getCriticalExtensionOIDs()).contains("1.2.3.4").doesNotContain("2.5.29.15");
		assertThat(leaf.certificate().getKeyUsage()).startsWith(false, false, true);
		assertThat(leaf.certificate().getExtendedKeyUsage()).isNull();
	}

	@Test
	void verifyWhenSubjectIsEmptyThenNamesAreCritical() {
		IssuedCertificate leaf = CA.issue((spec) -> spec.subject("").spiffeId("spiffe://shop.example/web"));
		assertThat(leaf.certificate().getSubjectX500Principal().getName()).isEmpty();
		assertThat(leaf.certificate().getCriticalExtensionOIDs()).contains("2.5.29.17");
	}

	@Test
	void verifyWhenSubjectIsRawThenItIsEncodedAsGiven() {
		byte[] name = { 0x30, 0x0E, 0x31, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x04, 0x03, 0x14, 0x03, 'w', '\n', 'b' };
		IssuedCertificate leaf = CA.issue((spec) -> spec.subjectDer(name).serial(BigInteger.TEN));
		assertThat(leaf.certificate().getSubjectX500Principal().getEncoded()).isEqualTo(name);
		assertThat(leaf.certificate().getSerialNumber()).isEqualTo(10);
		assertThat(leaf.toString()).doesNotContain("\n");
	}

	@Test
	void verifyWhenRevokedThenCrlNamesItAndPathIsRefused() throws Exception {
		IssuedCertificate leaf = CA.issue((spec) -> spec.purposes(Purpose.CLIENT_AUTH));
		IssuedCertificate other = CA.issue((spec) -> spec.purposes(Purpose.CLIENT_AUTH));
		X509CRL crl = CA.crl(CA.clientIssuer(), Set.of(leaf.certificate().getSerialNumber()));
		X509CRL rootCrl = CA.crl(CA.root(), Set.of());
		crl.verify(CA.clientIssuer().certificate().getPublicKey());
		assertThat(refusal(CA, leaf.chain(), crl, rootCrl)).isEqualTo(BasicReason.REVOKED);
		validate(CA, other.chain(), crl, rootCrl);
		assertThat(CertificateFactory.getInstance("X.509")
			.generateCRL(new ByteArrayInputStream(Pem.crls(List.of(crl)).getBytes(StandardCharsets.US_ASCII))))
			.isEqualTo(crl);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Shop.Example", "a b", "a/b", "a\nb" })
	void verifyWhenTrustDomainIsNoneThenRefused(String trustDomain) {
		assertThatExceptionOfType(DevCaException.class).isThrownBy(() -> DevCa.create(trustDomain))
			.withMessageContaining("trust domain")
			.withMessageNotContaining("\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "1.2.3", "" })
	void verifyWhenIpIsNoAddressThenRefused(String address) {
		assertThatExceptionOfType(DevCaException.class).isThrownBy(() -> CA.issue((spec) -> spec.ip(address)))
			.withMessageContaining("'" + address + "'");
	}

	@Test
	void verifyWhenSubjectIsNoNameThenRefused() {
		assertThatExceptionOfType(DevCaException.class).isThrownBy(() -> CA.issue((spec) -> spec.subject("web")))
			.withMessageContaining("'web'")
			.withMessageContaining("RFC 2253");
	}

	@Test
	void verifyWhenKeyStoreThenHoldsKeyAndChain() throws Exception {
		IssuedCertificate leaf = CA.issue((spec) -> spec.purposes(Purpose.CLIENT_AUTH));
		char[] password = "changeit".toCharArray();
		for (String type : List.of("PKCS12", "JKS")) {
			KeyStore store = leaf.keyStore(type, password, "web");
			assertThat(store.getKey("web", password)).isEqualTo(leaf.privateKey());
			assertThat(store.getCertificateChain("web")).isEqualTo(leaf.chain().toArray());
		}
	}

	private static void validate(DevCa ca, List<X509Certificate> chain, X509CRL... crls) throws Exception {
		PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(ca.rootCertificate(), null)));
		parameters.setRevocationEnabled(crls.length > 0);
		parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(crls))));
		CertPathValidator.getInstance("PKIX")
			.validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
	}

	private static Reason refusal(DevCa ca, List<X509Certificate> chain, X509CRL... crls) {
		CertPathValidatorException refusal = catchThrowableOfType(CertPathValidatorException.class,
				() -> validate(ca, chain, crls));
		assertThat(refusal).isNotNull();
		return refusal.getReason();
	}

}
