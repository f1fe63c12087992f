package io.mtlsboot.trust;

import java.util.function.Consumer;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NameSpacesTests {

	@ParameterizedTest
	@CsvSource({ "shop.example, shop.example", "shop.example, web.shop.example", "shop.example, a.b.Shop.Example",
			"shop.example, *.shop.example", "localhost, localhost", "'', web.example" })
	void verifyWhenHostIsPermittedThenAccepts(String permitted, String host) throws Exception {
		assertAccepted(Hierarchy.permitting(new GeneralName(GeneralName.dNSName, permitted)), (leaf) -> leaf.dns(host));
	}

	@ParameterizedTest
	@CsvSource({ "shop.example, evilshop.example", "shop.example, shop.example.evil", "shop.example, example",
			"web.shop.example, *.shop.example", "web.shop.example, shop.example" })
	void verifyWhenHostIsNotPermittedByTheAnchorThenRejects(String permitted, String host) {
		assertThat(refusal(Hierarchy.permitting(new GeneralName(GeneralName.dNSName, permitted)),
				(leaf) -> leaf.dns(host)))
			.contains("not permitted: '" + host + "'");
	}

	@ParameterizedTest
	@CsvSource({ "shop.example, shop.example", "shop.example, web.shop.example", "web.shop.example, *.shop.example",
			"'', any.example" })
	void verifyWhenHostIsExcludedByTheAnchorThenRejects(String excluded, String host) {
		assertThat(refusal(Hierarchy.excluding(new GeneralName(GeneralName.dNSName, excluded)),
				(leaf) -> leaf.dns("fine.invalid", host)))
			.startsWith("name constraints of an issuer, excluded: ");
	}

	@Test
	void verifyWhenWildcardCannotBeWhatIsExcludedThenAccepts() throws Exception {
		assertAccepted(Hierarchy.excluding(new GeneralName(GeneralName.dNSName, "a.web.shop.example")),
				(leaf) -> leaf.dns("*.shop.example"));
	}

	@ParameterizedTest
	@CsvSource({ "*.shop.example", ".shop.example", "shop.example.", "shop..example", "10.0.0.1" })
	void verifyWhenAnchorHasMalformedHostConstraintThenRejects(String constraint) {
		IssuedCertificate root = Hierarchy.root(Hierarchy.permitting(new GeneralName(GeneralName.dNSName, constraint)));
		IssuedCertificate leaf = Hierarchy.leaf(root, (spec) -> spec.dns("web.shop.example"));
		assertThat(Hierarchy.rejection(root, leaf).reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	@ParameterizedTest
	@CsvSource({ "10.1.0.0/16, 10.1.2.3, true", "10.1.0.0/16, 10.2.2.3, false", "2001:db8::/32, 2001:db8::1, true",
			"2001:db8::/32, 2001:db9::1, false", "10.1.0.0/16, 2001:db8::1, false" })
	void verifyWhenAddressesArePermittedThenOnlyThese(String permitted, String address, boolean accepted)
			throws Exception {
		Consumer<LeafSpec> constraints = Hierarchy.permitting(new GeneralName(GeneralName.iPAddress, permitted));
		if (accepted) {
			assertAccepted(constraints, (leaf) -> leaf.ip(address));
		}
		else {
			assertThat(refusal(constraints, (leaf) -> leaf.ip(address))).contains("not permitted");
		}
	}

	@Test
	void verifyWhenAddressConstraintHasNoMaskThenRejects() {
		assertMalformed(new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[] { 10, 1, 2, 3 })));
	}

	@Test
	void verifyWhenMaskHasHolesThenRejects() {
		assertMalformed(new GeneralName(GeneralName.iPAddress,
				new DEROctetString(new byte[] { 10, 0, 0, 0, (byte) 255, 0, (byte) 255, 0 })));
	}

	@ParameterizedTest
	@CsvSource({ "web@shop.example, web@shop.example, true", "web@shop.example, other@shop.example, false",
			"shop.example, any@shop.example, true", "shop.example, any@sub.shop.example, false",
			".shop.example, any@sub.shop.example, true", ".shop.example, any@shop.example, false",
			"*@shop.example, any@shop.example, false", "*@shop.example, *@shop.example, true",
			"*@shop.example, *@sub.shop.example, false" })
	void verifyWhenMailIsPermittedThenLiterally(String permitted, String address, boolean accepted) throws Exception {
		Consumer<LeafSpec> constraints = Hierarchy.permitting(new GeneralName(GeneralName.rfc822Name, permitted));
		if (accepted) {
			assertAccepted(constraints, (leaf) -> leaf.email(address));
		}
		else {
			assertThat(refusal(constraints, (leaf) -> leaf.email(address))).contains("not permitted");
		}
	}

	@Test
	void verifyWhenMailAddressHasTwoAtSignsThenRejects() {
		IssuedCertificate root = Hierarchy
			.root(Hierarchy.permitting(new GeneralName(GeneralName.rfc822Name, "shop.example")));
		IssuedCertificate leaf = Hierarchy.leaf(root, (spec) -> spec.email("forged@address@shop.example"));
		assertThat(Hierarchy.rejection(root, leaf).reason()).isIn(RejectionReason.MALFORMED_CERTIFICATE,
				RejectionReason.PATH_NOT_ALLOWED);
	}

	@Test
	void verifyWhenMailAddressIsInTheSubjectOnlyThenItIsConstrained() {
		assertThat(refusal(Hierarchy.permitting(new GeneralName(GeneralName.rfc822Name, "shop.example")),
				(leaf) -> leaf.subject("EMAILADDRESS=admin@evil.example,OU=web").dns("web")))
			.contains("not permitted: 'admin@evil.example'");
	}

	@ParameterizedTest
	@CsvSource({ "shop.example, spiffe://shop.example/web, true", "shop.example, spiffe://evil.example/web, false",
			".shop.example, https://web.shop.example:8443/x, true", ".shop.example, https://shop.example/, false",
			"shop.example, https://shop.example@evil.example/, false", "shop.example, urn:shop.example, false",
			"shop.example, https://10.0.0.1/, false" })
	void verifyWhenUriIsPermittedThenByItsHost(String permitted, String uri, boolean accepted) throws Exception {
		Consumer<LeafSpec> constraints = Hierarchy
			.permitting(new GeneralName(GeneralName.uniformResourceIdentifier, permitted));
		if (accepted) {
			assertAccepted(constraints, (leaf) -> leaf.uri(uri));
		}
		else {
			assertThat(refusal(constraints, (leaf) -> leaf.uri(uri))).contains("not permitted");
		}
	}

	@Test
	void verifyWhenUrisAreExcludedThenOneWithoutHostIsRefused() {
		assertThat(refusal(Hierarchy.excluding(new GeneralName(GeneralName.uniformResourceIdentifier, "evil.example")),
				(leaf) -> leaf.uri("urn:web")))
			.contains("excluded");
	}

	@Test
	void verifyWhenSubjectIsExcludedByTheAnchorThenRejects() {
		assertThat(refusal(Hierarchy.excluding(new GeneralName(new X500Name("O=Evil"))),
				(leaf) -> leaf.subject("OU=web,O=evil").dns("web")))
			.contains("excluded: 'the subject'");
	}

	@Test
	void verifyWhenDirectoryNameIsAmongTheAlternativesThenItIsConstrained() throws Exception {
		Consumer<LeafSpec> constraints = Hierarchy.permitting(new GeneralName(new X500Name("O=Shop")));
		byte[] inside = new X500Name("O=shop,CN=x").getEncoded("DER");
		byte[] outside = new X500Name("O=Other,CN=x").getEncoded("DER");
		assertAccepted(constraints, (leaf) -> leaf.subject("OU=web,O=SHOP").dns("web").san(4, inside));
		assertThat(refusal(constraints, (leaf) -> leaf.subject("OU=web,O=Shop").dns("web").san(4, outside)))
			.contains("not permitted");
	}

	@Test
	void verifyWhenConstraintIsOfAnotherTypeThenAccepts() throws Exception {
		assertAccepted(Hierarchy.permitting(new GeneralName(GeneralName.iPAddress, "192.0.2.0/24")),
				(leaf) -> leaf.dns("web.shop.example"));
	}

	@Test
	void verifyWhenConstraintsOfATypeAreNotUnderstoodThenANameOfItIsRefused() throws Exception {
		OtherName name = new OtherName(new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), new DERUTF8String("admin"));
		byte[] content = unwrapped(new GeneralName(GeneralName.otherName, name).getEncoded("DER"));
		Consumer<LeafSpec> excluding = Hierarchy.excluding(new GeneralName(GeneralName.otherName, name));
		Consumer<LeafSpec> permitting = Hierarchy.permitting(new GeneralName(GeneralName.otherName, name));
		assertThat(refusal(excluding, (leaf) -> leaf.dns("web").san(0, content))).contains("excluded");
		assertThat(refusal(permitting, (leaf) -> leaf.dns("web").san(0, content))).contains("not permitted");
		assertAccepted(excluding, (leaf) -> leaf.dns("web"));
	}

	@Test
	void verifyWhenIntermediateIsOutsideTheNameSpaceThenRejects() {
		IssuedCertificate root = Hierarchy
			.root(Hierarchy.excluding(new GeneralName(GeneralName.dNSName, "forbidden.example")));
		IssuedCertificate ca = Hierarchy.ca(root, (spec) -> spec.dns("forbidden.example"));
		IssuedCertificate leaf = Hierarchy.leaf(ca, (spec) -> spec.dns("web.shop.example"));
		assertThat(Hierarchy.rejection(root, leaf).certificate()).isEqualTo(ca.certificate());
	}

	@Test
	void verifyWhenIntermediateNarrowsThenBothApply() throws Exception {
		IssuedCertificate root = Hierarchy
			.root(Hierarchy.permitting(new GeneralName(GeneralName.dNSName, "shop.example")));
		IssuedCertificate ca = Hierarchy.ca(root,
				Hierarchy.permitting(new GeneralName(GeneralName.dNSName, "eu.shop.example"),
						new GeneralName(GeneralName.dNSName, "evil.example")));
		Hierarchy.assertAccepted(root, Hierarchy.leaf(ca, (spec) -> spec.dns("web.eu.shop.example")));
		assertThat(Hierarchy.rejection(root, Hierarchy.leaf(ca, (spec) -> spec.dns("us.shop.example"))).reason())
			.isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
		assertThat(Hierarchy.rejection(root, Hierarchy.leaf(ca, (spec) -> spec.dns("evil.example"))).reason())
			.isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
	}

	@Test
	void verifyWhenCommonNameOfALeafLooksLikeAHostThenItIsConstrained() {
		assertThat(refusal(Hierarchy.permitting(new GeneralName(GeneralName.dNSName, "partner.example")),
				(leaf) -> leaf.subject("CN=billing").uri("spiffe://partner.example/x")))
			.contains("not permitted: 'billing'");
	}

	@Test
	void verifyWhenCommonNameOfAnIntermediateLooksLikeAHostThenItIsNone() throws Exception {
		IssuedCertificate root = Hierarchy
			.root(Hierarchy.permitting(new GeneralName(GeneralName.dNSName, "shop.example")));
		IssuedCertificate ca = Hierarchy.ca(root, (spec) -> spec.subject("CN=issuing-ca"));
		Hierarchy.assertAccepted(root, Hierarchy.leaf(ca, (spec) -> spec.dns("web.shop.example")));
		IssuedCertificate open = Hierarchy.root((spec) -> spec.subject("CN=other root"));
		IssuedCertificate constrained = Hierarchy.ca(open,
				Hierarchy.permitting(new GeneralName(GeneralName.dNSName, "shop.example")));
		IssuedCertificate below = Hierarchy.ca(constrained, (spec) -> spec.subject("CN=issuing-ca"));
		Hierarchy.assertAccepted(open, Hierarchy.leaf(below, (spec) -> spec.dns("web.shop.example")));
		assertThat(Hierarchy.rejection(open, Hierarchy.leaf(below, (spec) -> spec.dns("evil.example"))).reason())
			.isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
	}

	@Test
	void verifyWhenConstraintsAreEmptyThenRejects() {
		IssuedCertificate root = Hierarchy
			.root((spec) -> spec.extension(Hierarchy.NAME_CONSTRAINTS, true, new byte[] { 0x30, 0 }));
		assertThat(Hierarchy.rejection(root, Hierarchy.leaf(root, (spec) -> spec.dns("web"))).reason())
			.isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	private static byte[] unwrapped(byte[] generalName) {
		int header = 2;
		byte[] content = new byte[generalName.length - header];
		System.arraycopy(generalName, header, content, 0, content.length);
		return content;
	}

	private static void assertMalformed(GeneralName constraint) {
		IssuedCertificate root = Hierarchy.root(Hierarchy.permitting(constraint));
		IssuedCertificate leaf = Hierarchy.leaf(root, (spec) -> spec.ip("10.1.2.3"));
		assertThat(Hierarchy.rejection(root, leaf).reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	private static void assertAccepted(Consumer<LeafSpec> constraints, Consumer<LeafSpec> names) throws Exception {
		IssuedCertificate root = Hierarchy.root(constraints);
		Hierarchy.assertAccepted(root, Hierarchy.leaf(root, names));
	}

	private static String refusal(Consumer<LeafSpec> constraints, Consumer<LeafSpec> names) {
		IssuedCertificate root = Hierarchy.root(constraints);
		PeerRejectedException rejection = Hierarchy.rejection(root, Hierarchy.leaf(root, names));
		assertThat(rejection).isNotNull();
		assertThat(rejection.reason()).isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
		return rejection.evidence();
	}

}
