package io.mtlsboot.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ways around name constraints.
 */
class NameSpaceAttackTests {

	private static final GeneralName SHOP = new GeneralName(GeneralName.dNSName, "shop.example");

	@Test
	void leafThatHasTheNameOfItsIssuerIsConstrainedAllTheSame() {
		assertRefused(Hierarchy.permitting(SHOP), (leaf) -> leaf.subject("CN=root").dns("evil.example"),
				"not permitted: 'evil.example'");
	}

	@Test
	void intermediateThatHasTheNameOfTheAnchorDoesNotFreeThoseBelow() throws Exception {
		IssuedCertificate root = Hierarchy.root(Hierarchy.permitting(SHOP));
		IssuedCertificate next = Hierarchy.ca(root, (spec) -> spec.subject("CN=root").dns("pki.invalid"));
		assertThat(
				Hierarchy.rejection(VerificationPolicy.DEFAULT, root, chain(next, (leaf) -> leaf.dns("evil.example"))))
			.extracting(PeerRejectedException::reason)
			.isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
		// RFC 5280 §6.1.3 (b): its own names do not count
		assertThat(Hierarchy
			.verify(List.of(root.certificate()), VerificationPolicy.DEFAULT,
					chain(next, (leaf) -> leaf.dns("web.shop.example")))
			.path()).hasSize(2);
	}

	@Test
	void anchorThatIsPresentedWithoutItsConstraintsDoesNotFreeThoseBelow() {
		IssuedCertificate root = Hierarchy.root(Hierarchy.permitting(SHOP));
		KeyPair keys = new KeyPair(root.certificate().getPublicKey(), root.privateKey());
		IssuedCertificate open = Hierarchy.root((spec) -> spec.keyPair(keys));
		IssuedCertificate other = Hierarchy.root((spec) -> spec.subject("CN=other"));
		IssuedCertificate cross = Hierarchy.ca(other, (spec) -> spec.subject("CN=root").keyPair(keys));
		X509Certificate leaf = Hierarchy.leaf(root, (spec) -> spec.dns("evil.example")).certificate();
		for (X509Certificate way : List.of(open.certificate(), cross.certificate())) {
			PeerRejectedException rejection = Hierarchy.rejection(VerificationPolicy.DEFAULT, root,
					List.of(leaf, way, other.certificate()));
			assertThat(rejection).isNotNull();
			assertThat(rejection.evidence()).contains("not permitted: 'evil.example'");
		}
	}

	@ParameterizedTest
	@CsvSource({ "web.shop.example, xweb.shop.example", "web.shop.example, web.shop.example.evil",
			"shop.example, shop.examplex", "shop.example, shop.example-evil" })
	void hostNameThatOnlyBeginsOrEndsLikeAPermittedOneIsRefused(String permitted, String host) {
		assertRefused(Hierarchy.permitting(new GeneralName(GeneralName.dNSName, permitted)), (leaf) -> leaf.dns(host),
				"not permitted");
	}

	@Test
	void hostNameWhoseLabelContinuesThatOfAPermittedOneIsRefused() {
		assertRefused(Hierarchy.permitting(new GeneralName(GeneralName.dNSName, "web.example")),
				(leaf) -> leaf.dns("x.webx.example", "webx.example"), "not permitted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "web.shop.example.", "web..shop.example", ".shop.example", "we b.shop.example" })
	void nameThatCannotBeComparedIsNoWayAroundAnExclusion(String host) {
		assertMalformed(Hierarchy.excluding(SHOP), (leaf) -> leaf.san(2, host.getBytes(StandardCharsets.US_ASCII)));
		assertMalformed(Hierarchy.excluding(new GeneralName(GeneralName.rfc822Name, "shop.example")),
				(leaf) -> leaf.san(1, ("any@" + host).getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	void permittedNameOfOneTypeDoesNotPermitOneOfAnother() {
		Consumer<LeafSpec> both = Hierarchy.permitting(SHOP,
				new GeneralName(GeneralName.uniformResourceIdentifier, "partner.example"));
		assertRefused(both, (leaf) -> leaf.dns("partner.example"), "not permitted: 'partner.example'");
		assertRefused(both, (leaf) -> leaf.dns("shop.example").uri("spiffe://shop.example/web"),
				"not permitted: 'spiffe://shop.example/web'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "urn:x://shop.example/", "https:evil.example://shop.example/",
			"https:/evil.example://shop.example", "://shop.example/", "https://evil.example\\@shop.example/",
			"https:///shop.example", "https://shop.example:1:2/", "https://*.shop.example/", "https://shop%2eexample/",
			"https://shop.example./", "spiffe:shop.example" })
	void uriThatHasNoHostOrNotThatOneIsRefused(String uri) {
		assertRefused(Hierarchy.permitting(new GeneralName(GeneralName.uniformResourceIdentifier, "shop.example")),
				(leaf) -> leaf.uri(uri), "not permitted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "urn:x://fine.example/", "https://*.evil.example/", "https://evil%2eexample/",
			"https://evil.example./", "urn:web" })
	void uriWhoseHostCannotBeComparedIsNoWayAroundAnExclusion(String uri) {
		assertRefused(Hierarchy.excluding(new GeneralName(GeneralName.uniformResourceIdentifier, "evil.example")),
				(leaf) -> leaf.uri(uri), "excluded");
	}

	@Test
	void uriWithoutAHostIsNotPermittedByAnyHost() {
		byte[] anyHost = { 0x30, 6, (byte) 0xA0, 4, 0x30, 2, (byte) 0x86, 0 };
		assertRefused((root) -> root.extension(Hierarchy.NAME_CONSTRAINTS, false, anyHost),
				(leaf) -> leaf.uri("urn:web"), "not permitted");
	}

	@Test
	void mailboxInOtherLettersIsExcludedAndNotPermitted() {
		GeneralName mailbox = new GeneralName(GeneralName.rfc822Name, "web@shop.example");
		assertRefused(Hierarchy.excluding(mailbox), (leaf) -> leaf.email("WEB@shop.example"), "excluded");
		assertRefused(Hierarchy.permitting(mailbox), (leaf) -> leaf.email("WEB@shop.example"), "not permitted");
	}

	@ParameterizedTest
	@CsvSource({ "10.1.0.0/16, a01:203::1", "0.0.0.0/0, 2001:db8::1", "0.0.0.0/0, ::1" })
	void addressOfTheOtherFamilyIsNotPermitted(String permitted, String address) {
		assertRefused(Hierarchy.permitting(new GeneralName(GeneralName.iPAddress, permitted)),
				(leaf) -> leaf.ip(address), "not permitted");
	}

	@Test
	void addressMappedToIpv6IsNoWayAroundAnExclusion() throws Exception {
		Consumer<LeafSpec> excluding = Hierarchy.excluding(new GeneralName(GeneralName.iPAddress, "10.0.0.0/8"));
		byte[] mapped = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3 };
		assertRefused(excluding, (leaf) -> leaf.san(7, mapped), "excluded");
		mapped[12] = 11;
		IssuedCertificate root = Hierarchy.root(excluding);
		Hierarchy.assertAccepted(root, Hierarchy.leaf(root, (leaf) -> leaf.san(7, mapped)));
	}

	@Test
	void distinguishedNameInAnotherEncodingIsNoWayAroundAnExclusion() {
		Consumer<LeafSpec> excluding = Hierarchy
			.excluding(new GeneralName(new X500NameBuilder().addRDN(BCStyle.O, new DERUTF8String("Evil")).build()));
		for (X500Name name : List.of(new X500NameBuilder().addRDN(BCStyle.O, new DERBMPString("Evil")).build(),
				new X500NameBuilder().addRDN(BCStyle.O, new DERBMPString(" E V I L ")).build(),
				new X500NameBuilder().addRDN(BCStyle.O, new DERPrintableString("EVIL")).build())) {
			assertRefused(excluding, (leaf) -> leaf.subjectDer(encoded(name)).dns("web"), "excluded: 'the subject'");
		}
	}

	@Test
	void distinguishedNameInAnotherEncodingIsNotPermitted() {
		Consumer<LeafSpec> permitting = Hierarchy
			.permitting(new GeneralName(new X500NameBuilder().addRDN(BCStyle.O, new DERUTF8String("Shop")).build()));
		assertRefused(permitting,
				(leaf) -> leaf
					.subjectDer(encoded(new X500NameBuilder().addRDN(BCStyle.O, new DERBMPString("Shop")).build()))
					.dns("web"),
				"not permitted: 'the subject'");
	}

	@Test
	void moreNamesThanAnybodyNeedsAreRefusedWithoutConstraints() throws Exception {
		IssuedCertificate root = Hierarchy.root((spec) -> {
		});
		assertThat(Hierarchy.rejection(root, Hierarchy.leaf(root, (leaf) -> leaf.dns(names(5_000)))))
			.extracting(PeerRejectedException::reason)
			.isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
		Hierarchy.assertAccepted(root, Hierarchy.leaf(root, (leaf) -> leaf.dns(names(ReadableNames.MAX_NAMES))));
	}

	@Test
	void moreComparisonsThanABoundAreRefused() {
		GeneralName[] constraints = IntStream.range(0, 999)
			.mapToObj((i) -> new GeneralName(GeneralName.dNSName, "c" + i + ".example"))
			.toArray(GeneralName[]::new);
		assertRefused(Hierarchy.excluding(constraints), (leaf) -> leaf.dns(names(200)), "comparisons");
	}

	@Test
	void intermediateWithMoreNamesThanAnybodyNeedsIsRefused() {
		IssuedCertificate root = Hierarchy.root(Hierarchy.excluding(SHOP));
		IssuedCertificate ca = Hierarchy.ca(root, (spec) -> spec.dns(names(ReadableNames.MAX_NAMES + 1)));
		assertThat(Hierarchy.rejection(root, Hierarchy.leaf(ca, (leaf) -> leaf.dns("web"))).reason())
			.isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	private static String[] names(int number) {
		return IntStream.range(0, number).mapToObj((i) -> "n" + i).toArray(String[]::new);
	}

	private static byte[] encoded(X500Name name) {
		try {
			return name.getEncoded("DER");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<X509Certificate> chain(IssuedCertificate issuer, Consumer<LeafSpec> names) {
		return List.of(Hierarchy.leaf(issuer, names).certificate(), issuer.certificate());
	}

	private static void assertMalformed(Consumer<LeafSpec> constraints, Consumer<LeafSpec> names) {
		IssuedCertificate root = Hierarchy.root(constraints);
		assertThat(Hierarchy.rejection(root, Hierarchy.leaf(root, names))).extracting(PeerRejectedException::reason)
			.isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	private static void assertRefused(Consumer<LeafSpec> constraints, Consumer<LeafSpec> names, String evidence) {
		IssuedCertificate root = Hierarchy.root(constraints);
		PeerRejectedException rejection = Hierarchy.rejection(root, Hierarchy.leaf(root, names));
		assertThat(rejection).isNotNull();
		assertThat(rejection.reason()).isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
		assertThat(rejection.evidence()).contains(evidence);
	}

}
