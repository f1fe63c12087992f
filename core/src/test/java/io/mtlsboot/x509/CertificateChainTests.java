package io.mtlsboot.x509;

import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CertificateChainTests {

	private final DevCa ca = DevCa.create("shop.example");

	private final IssuedCertificate issuing = authority("Issuing CA", this.ca.root());

	private final IssuedCertificate leaf = leaf("web", this.issuing);

	@Test
	void ofWhenAnyOrderThenLeafFirst() throws Exception {
		List<X509Certificate> expected = List.of(this.leaf.certificate(), this.issuing.certificate(),
				this.ca.rootCertificate());
		List<X509Certificate> shuffled = new ArrayList<>(expected);
		Random random = new Random(17);
		for (int i = 0; i < 12; i++) {
			Collections.shuffle(shuffled, random);
			assertThat(CertificateChain.of(shuffled).certificates()).isEqualTo(expected);
		}
	}

	@Test
	void ofWhenDuplicatesThenDropsThem() throws Exception {
		CertificateChain chain = CertificateChain.of(certificates(this.issuing, this.leaf, this.issuing, this.leaf));
		assertThat(chain.certificates()).containsExactly(this.leaf.certificate(), this.issuing.certificate());
		assertThat(chain.leaf()).isEqualTo(this.leaf.certificate());
		assertThat(chain.top()).isEqualTo(this.issuing.certificate());
		assertThat(chain).hasToString("CN=web and 1 issuer(s)");
	}

	@Test
	void ofWhenOnlyOneThenThatIsTheChain() throws Exception {
		assertThat(CertificateChain.of(certificates(this.leaf)).top()).isEqualTo(this.leaf.certificate());
		assertThat(CertificateChain.of(certificates(this.ca.root())).leaf()).isEqualTo(this.ca.rootCertificate());
	}

	@Test
	void ofWhenNothingGivenThenThrows() {
		assertRefused().withMessageContaining("at least one certificate");
	}

	@Test
	void ofWhenIntermediateIsMissingThenNamesTheGap() {
		assertRefused(this.ca.root(), this.leaf)
			.withMessageContaining("no certificate issued by 'CN=shop.example dev root' between 'CN=web'")
			.withMessageContaining("add the certificate of 'CN=Issuing CA'");
	}

	@Test
	void ofWhenCertificateDoesNotBelongThenNamesIt() {
		IssuedCertificate other = DevCa.create("other.example").root();
		assertRefused(this.leaf, this.issuing, this.ca.root(), other)
			.withMessageContaining("'CN=other.example dev root'")
			.withMessageContaining("does not belong to the chain of 'CN=web'");
	}

	@Test
	void ofWhenTwoLeavesThenNamesBoth() {
		assertRefused(this.leaf, leaf("orders", this.issuing), this.issuing).withMessageContaining("'CN=web' (serial")
			.withMessageContaining("'CN=orders' (serial");
	}

	@Test
	void ofWhenIssuerHasOnlyTheNameThenThrows() {
		IssuedCertificate impostor = authority("Issuing CA", this.ca.root());
		assertRefused(this.leaf, impostor).withMessageContaining("does not verify the signature");
	}

	@Test
	void ofWhenIssuerHasOnlyTheKeyThenThrows() {
		IssuedCertificate renamed = this.ca
			.issue((spec) -> spec.subject("CN=Renamed CA").ca(true).issuer(this.ca.root()).keyPair(keys(this.issuing)));
		assertRefused(this.leaf, renamed).withMessageContaining("'CN=Renamed CA'");
	}

	@Test
	void ofWhenCrossSignedThenTakesTheLongestWay() throws Exception {
		IssuedCertificate crossSigned = crossSigned();
		IssuedCertificate foreignRoot = DevCa.create("other.example").root();
		assertThat(
				CertificateChain.of(certificates(this.leaf, crossSigned, this.issuing, this.ca.root())).certificates())
			.isEqualTo(certificates(this.leaf, this.issuing, this.ca.root()));
		assertRefused(this.leaf, crossSigned, this.issuing, foreignRoot).withMessageContaining("other.example");
	}

	@Test
	void ofWhenCrossSignedAndEquallyLongThenTakesTheFirstGiven() throws Exception {
		IssuedCertificate crossSigned = crossSigned();
		assertThat(CertificateChain.of(certificates(this.leaf, crossSigned, this.issuing)).top())
			.isEqualTo(crossSigned.certificate());
		assertThat(CertificateChain.of(certificates(this.leaf, this.issuing, crossSigned)).top())
			.isEqualTo(this.issuing.certificate());
	}

	@Test
	void ofWhenTwoAuthoritiesCertifyEachOtherThenEndsAfterBoth() throws Exception {
		IssuedCertificate rootA = authority("A", null);
		IssuedCertificate rootB = authority("B", null);
		IssuedCertificate aByB = certified("A", rootA, rootB);
		IssuedCertificate bByA = certified("B", rootB, rootA);
		IssuedCertificate below = leaf("web", rootA);
		assertThat(CertificateChain.of(certificates(bByA, below, aByB)).certificates())
			.isEqualTo(certificates(below, aByB, bByA));
		assertRefused(aByB, bByA).withMessageContaining("each of").withMessageContaining("'CN=A'");
	}

	@Test
	void ofWhenManyCertificatesCertifyEachOtherThenEnds() throws Exception {
		IssuedCertificate rootA = authority("A", null);
		IssuedCertificate rootB = authority("B", null);
		IssuedCertificate below = leaf("web", rootA);
		List<IssuedCertificate> all = new ArrayList<>(List.of(below));
		for (int i = 0; i < 9; i++) {
			all.add(certified("A", rootA, rootB));
			all.add(certified("B", rootB, rootA));
		}
		assertThat(CertificateChain.of(certificates(all.toArray(new IssuedCertificate[0]))).certificates()).hasSize(3);
	}

	@Test
	void ofWhenMoreThanTwentyThenRefuses() {
		IssuedCertificate[] many = new IssuedCertificate[21];
		Arrays.setAll(many, (i) -> leaf("web", this.issuing));
		assertRefused(many).withMessageContaining("at most 20 certificates");
	}

	@Test
	void ofWhenSubjectForgesLogLineThenMessageEscapesIt() {
		assertRefused(leaf("web\nroot", this.issuing), leaf("orders", this.issuing)).withMessageNotContainingAny("\n")
			.withMessageContaining("\\u000A");
	}

	private IssuedCertificate crossSigned() {
		return certified("Issuing CA", this.issuing, DevCa.create("other.example").root());
	}

	private IssuedCertificate certified(String name, IssuedCertificate subject, IssuedCertificate issuer) {
		return this.ca.issue((spec) -> spec.subject("CN=" + name).ca(true).keyPair(keys(subject)).issuer(issuer));
	}

	private IssuedCertificate authority(String name, IssuedCertificate issuer) {
		return this.ca.issue((spec) -> {
			spec.subject("CN=" + name).ca(true);
			if (issuer == null) {
				spec.selfSigned();
			}
			else {
				spec.issuer(issuer).keyAlgorithm(KeyAlgorithm.ED25519);
			}
		});
	}

	private IssuedCertificate leaf(String name, IssuedCertificate issuer) {
		return this.ca.issue((spec) -> spec.subject("CN=" + name).issuer(issuer));
	}

	private static KeyPair keys(IssuedCertificate certificate) {
		return new KeyPair(certificate.certificate().getPublicKey(), certificate.privateKey());
	}

	private static List<X509Certificate> certificates(IssuedCertificate... issued) {
		return Arrays.stream(issued).map(IssuedCertificate::certificate).toList();
	}

	private static ThrowableAssertAlternative<CertificateException> assertRefused(IssuedCertificate... issued) {
		return assertThatExceptionOfType(CertificateException.class)
			.isThrownBy(() -> CertificateChain.of(certificates(issued)))
			.withMessageStartingWith("Unable to put the certificates of a chain in order: ");
	}

}
