package io.mtlsboot.trust;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class VouchingTests {

	private static final DevCa OURS = DevCa.create("shop.example");

	private static final DevCa PARTNER = DevCa.create("partner.example");

	private static final DevCa OTHER = DevCa.create("other.example");

	private static final IdentityExtractor IDENTITIES = IdentityExtractor
		.inOrder(List.of(IdentityType.SPIFFE_ID, IdentityType.DNS, IdentityType.COMMON_NAME));

	private static final String WEB = "spiffe://shop.example/web";

	private static final List<VouchedNames> NAMES = List.of(
			VouchedNames.parse("ours",
					List.of("spiffe://shop.example/**", "dns:**.shop.example", "ip:10.1.2.3", "cn:web")),
			VouchedNames.parse("partner",
					List.of("spiffe://partner.example/**", "dns:api.partner.example", "dns:*.b2b.partner.example",
							"uri:urn:partner", "email:ops@partner.example", "ip:::1", "cn:partner")));

	private final PeerVerifier verifier = verifier(NAMES, IDENTITIES);

	@ParameterizedTest
	@ValueSource(strings = { "spiffe://shop.example/web", "spiffe://shop.example/batch/a/b" })
	void verifyWhenOurAnchorVouchesForOurSpiffeIdThenAccepts(String id) throws PeerRejectedException {
		assertThat(verify(issue(OURS, (leaf) -> leaf.spiffeId(id))).anchor()).isEqualTo(OURS.rootCertificate());
	}

	@Test
	void verifyWhenAnchorVouchesForEveryNameThenAccepts() throws PeerRejectedException {
		assertThat(verify(
				issue(OURS, (leaf) -> leaf.spiffeId(WEB).dns("web.shop.example", "a.b.shop.example").ip("10.1.2.3")))
			.path()).hasSize(2);
		assertThat(verify(issue(OURS, (leaf) -> leaf.dns("*.shop.example"))).path()).hasSize(2);
		assertThat(verify(issue(OURS, (leaf) -> leaf.subject("CN=web"))).path()).hasSize(2);
		assertThat(verify(issue(PARTNER,
				(leaf) -> leaf.dns("api.partner.example", "*.b2b.partner.example")
					.uri("urn:partner")
					.email("ops@PARTNER.example")
					.ip("::1")))
			.path()).hasSize(2);
	}

	@Test
	void verifyWhenNameBelongsToNobodyThenAnchorsOfNoBundleVouch() throws PeerRejectedException {
		assertThat(verify(issue(OTHER, (leaf) -> leaf.spiffeId("spiffe://other.example/web").dns("x.other.example")))
			.anchor()).isEqualTo(OTHER.rootCertificate());
		assertThat(verify(issue(OTHER, (leaf) -> leaf.subject("CN=somebody").ip("10.9.9.9"))).path()).hasSize(2);
		assertThat(verify(issue(OTHER, (leaf) -> leaf.subject("O=Other").san(8, new byte[] { 0x2A, 0x03 }))).path())
			.hasSize(2);
	}

	@Test
	void partnerCaThatNamesOurSpiffeIdIsRefused() {
		PeerRejectedException rejection = rejection(issue(PARTNER, (leaf) -> leaf.subject("CN=x").spiffeId(WEB)));
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ANCHOR_NOT_ALLOWED);
		assertThat(rejection.evidence()).isEqualTo("required for '" + WEB
				+ "': an anchor of trust bundle 'ours', presented: a path to 'CN=partner.example dev root' of trust "
				+ "bundle 'partner'");
	}

	@Test
	void anchorOfNoBundleThatNamesOurSpiffeIdIsRefused() {
		PeerRejectedException rejection = rejection(issue(OTHER, (leaf) -> leaf.spiffeId(WEB)));
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ANCHOR_NOT_ALLOWED);
		assertThat(rejection.evidence()).contains("of trust bundle 'ours'").endsWith("of no trust bundle");
	}

	@Test
	void ourCaThatNamesThePartnerIsRefused() {
		assertRefused(issue(OURS, (leaf) -> leaf.spiffeId("spiffe://partner.example/web")));
	}

	@Test
	void boundAnchorThatNamesSomebodyUnknownIsRefused() {
		PeerRejectedException rejection = rejection(
				issue(PARTNER, (leaf) -> leaf.spiffeId("spiffe://other.example/web")));
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ANCHOR_NOT_ALLOWED);
		assertThat(rejection.evidence()).contains("an anchor of no trust bundle, presented");
	}

	@Test
	void secondNameThatIsOursIsRefused() {
		assertRefused(partner((leaf) -> leaf.dns("web.shop.example")));
		assertRefused(partner((leaf) -> leaf.dns("api.partner.example", "web.shop.example")));
		assertRefused(partner((leaf) -> leaf.uri("urn:shop")));
		assertRefused(partner((leaf) -> leaf.email("ops@shop.example")));
		assertRefused(partner((leaf) -> leaf.ip("10.1.2.3")));
		assertRefused(partner((leaf) -> leaf.ip("10.9.9.9")));
		assertRefused(partner((leaf) -> leaf.san(2, "web.shop.example.".getBytes(StandardCharsets.US_ASCII))));
	}

	@Test
	void commonNameOnlyThatIsOursIsRefused() {
		assertRefused(issue(PARTNER, (leaf) -> leaf.subject("CN=web")));
		assertRefused(issue(PARTNER, (leaf) -> leaf.subject("CN=web").ip("::1")));
		assertRefused(issue(PARTNER, (leaf) -> leaf.subject("CN=partner,CN=web")));
		assertRefused(issue(PARTNER, (leaf) -> leaf.subject("O=Partner")));
		assertRefused(issue(PARTNER, (leaf) -> leaf.subject("CN=somebody")));
	}

	@Test
	void commonNameThatIsTheIdentityIsRefusedBehindAnotherName() throws PeerRejectedException {
		IssuedCertificate hidden = issue(PARTNER, (leaf) -> leaf.subject("CN=web").dns("api.partner.example"));
		assertThat(verify(hidden).path()).hasSize(2);
		PeerVerifier byCommonName = verifier(NAMES, IdentityExtractor.inOrder(List.of(IdentityType.COMMON_NAME)));
		assertThat(rejection(byCommonName, hidden.chain()).reason()).isEqualTo(RejectionReason.ANCHOR_NOT_ALLOWED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spiffe://shop.example.evil/web", "spiffe://evilshop.example/web",
			"spiffe://partner.example.shop.example/web", "SPIFFE://shop.example/web", "Spiffe://shop.example/web" })
	void lookAlikeSpiffeIdIsRefused(String id) {
		assertRefused(issue(PARTNER, (leaf) -> leaf.uri(id)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "evilshop.example", "shop.example.evil", "web.shop.example.evil", "WEB.SHOP.EXAMPLE",
			"shop.example", "a.b.b2b.partner.example", "b2b.partner.example", "*.partner.example",
			"**.b2b.partner.example", "*.example", "evilapi.partner.example", "x.api.partner.example" })
	void lookAlikeHostNameIsRefused(String name) {
		assertRefused(issue(PARTNER, (leaf) -> leaf.dns(name)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "evilshop.example", "shop.example.evil", "shop.example" })
	void lookAlikeHostNameIsNotOurs(String name) throws PeerRejectedException {
		assertRefused(issue(OURS, (leaf) -> leaf.dns(name)));
		assertThat(verify(issue(OTHER, (leaf) -> leaf.dns(name))).anchor()).isEqualTo(OTHER.rootCertificate());
	}

	@ParameterizedTest
	@ValueSource(strings = { "*.shop.example", "*.a.shop.example", "*.partner.example", "*.example" })
	void wildcardOfAnAnchorOfNoBundleThatStandsForOurNamesIsRefused(String name) throws PeerRejectedException {
		if (!"*.example".equals(name)) {
			assertRefused(issue(OTHER, (leaf) -> leaf.dns(name)));
		}
		assertThat(verify(issue(OTHER, (leaf) -> leaf.dns("*.other.example"))).path()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "web.shop.example.", "web..shop.example", "**.shop.example", "10.1.2.3", "-a.example" })
	void malformedNameIsVouchedForByNobody(String name) {
		for (DevCa ca : List.of(OURS, PARTNER, OTHER)) {
			assertRefused(issue(ca, (leaf) -> leaf.san(2, name.getBytes(StandardCharsets.US_ASCII))));
		}
	}

	@Test
	void intermediateOfOursThatThePartnerIssuedIsRefused() {
		IssuedCertificate intermediate = OURS.clientIssuer();
		IssuedCertificate forged = PARTNER
			.issue((leaf) -> leaf.subjectDer(intermediate.certificate().getSubjectX500Principal().getEncoded())
				.ca(true)
				.keyUsage(0x06)
				.withoutExtension("2.5.29.37")
				.keyPair(keyPair(intermediate))
				.issuer(PARTNER.root()));
		IssuedCertificate web = issue(OURS, (leaf) -> leaf.spiffeId(WEB));
		assertThat(
				rejection(verifier(NAMES, IDENTITIES, PARTNER, OTHER), List.of(web.certificate(), forged.certificate()))
					.reason())
			.isEqualTo(RejectionReason.ANCHOR_NOT_ALLOWED);
	}

	@Test
	void crossSignedByThePartnerIsFollowedToOurAnchorOnly() throws PeerRejectedException {
		X509Certificate cross = PARTNER
			.issue((leaf) -> leaf.subjectDer(OURS.rootCertificate().getSubjectX500Principal().getEncoded())
				.ca(true)
				.keyUsage(0x06)
				.withoutExtension("2.5.29.37")
				.keyPair(keyPair(OURS.root()))
				.issuer(PARTNER.root()))
			.certificate();
		IssuedCertificate web = issue(OURS, (leaf) -> leaf.spiffeId(WEB));
		List<X509Certificate> presented = new ArrayList<>(List.of(web.certificate(), cross));
		presented.addAll(web.chain().subList(1, web.chain().size()));
		for (int i = 0; i < 5; i++) {
			assertThat(this.verifier.verify(presented, KeyPurpose.CLIENT_AUTH).anchor())
				.isEqualTo(OURS.rootCertificate());
		}
		PeerVerifier withoutOurs = verifier(NAMES, IDENTITIES, PARTNER, OTHER);
		assertThat(rejection(withoutOurs, presented).reason()).isEqualTo(RejectionReason.ANCHOR_NOT_ALLOWED);
	}

	@Test
	void verifyWhenPathIsBadThenItsOwnReasonIsGiven() {
		IssuedCertificate expired = issue(OURS, (leaf) -> leaf.spiffeId(WEB).validFor(Duration.ofMinutes(-1)));
		assertThat(rejection(expired).reason()).isEqualTo(RejectionReason.EXPIRED);
		IssuedCertificate expiredPartner = issue(PARTNER,
				(leaf) -> leaf.spiffeId(WEB).validFor(Duration.ofMinutes(-1)));
		assertThat(rejection(expiredPartner).reason()).isEqualTo(RejectionReason.EXPIRED);
		IssuedCertificate stranger = issue(DevCa.create("stranger.example"), (leaf) -> leaf.spiffeId(WEB));
		assertThat(rejection(stranger).reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
	}

	@Test
	void verifyWhenBundleIsMissingThenNobodyVouchesForItsNames() {
		TrustMaterial bare = TrustMaterial.of(List.of(OURS.rootCertificate()), "test");
		PeerVerifier verifier = PeerVerifier.pkix(bare, VerificationPolicy.DEFAULT, Vouching.of(NAMES, IDENTITIES),
				RevocationServices.NONE, Clock.systemUTC());
		assertThat(rejection(verifier, issue(OURS, (leaf) -> leaf.spiffeId(WEB)).chain()).reason())
			.isEqualTo(RejectionReason.ANCHOR_NOT_ALLOWED);
	}

	@Test
	void verifyWhenAnchorBelongsToTwoBundlesThenVouchesForBoth() throws PeerRejectedException {
		TrustMaterial trust = TrustMaterial.of(List.of(OURS.rootCertificate()), "test")
			.withBundles(Map.of("ours", List.of(OURS.rootCertificate()), "partner", List.of(OURS.rootCertificate())));
		PeerVerifier verifier = PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Vouching.of(NAMES, IDENTITIES),
				RevocationServices.NONE, Clock.systemUTC());
		assertThat(verifier
			.verify(issue(OURS, (leaf) -> leaf.spiffeId(WEB).dns("api.partner.example")).chain(),
					KeyPurpose.CLIENT_AUTH)
			.anchor()).isEqualTo(OURS.rootCertificate());
	}

	@ParameterizedTest
	@ValueSource(strings = { "spiffe://shop.example/**", "spiffe://shop.example/web", "spiffe://shop.example/*/x",
			"dns:shop.shop.example", "dns:*.b.shop.example", "dns:**.b.shop.example", "dns:**.example", "ip:10.1.2.3",
			"cn:web" })
	void ofWhenTwoBundlesHaveANameInCommonThenThrows(String name) {
		List<VouchedNames> names = List.of(NAMES.get(0), VouchedNames.parse("other", List.of("cn:x", name)));
		assertThatIllegalArgumentException().isThrownBy(() -> Vouching.of(names, IDENTITIES))
			.withMessageContaining("'ours' and 'other' have names in common")
			.withMessageContaining(name);
	}

	@Test
	void ofWhenBundleIsGivenTwiceThenThrows() {
		List<VouchedNames> names = List.of(NAMES.get(0), VouchedNames.parse("ours", List.of("cn:x")));
		assertThatIllegalArgumentException().isThrownBy(() -> Vouching.of(names, IDENTITIES))
			.withMessageContaining("named 'ours'");
	}

	@Test
	void parseWhenThereIsNoNameThenThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> VouchedNames.parse("ours", List.of()))
			.withMessageContaining("without names");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ip:10.1.2", "ip:10.0.0.0/8", "ip:", "ip:*", "shop.example", "", "dns:", "spiffe://x" })
	void parseWhenNameIsNoPatternThenThrows(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> VouchedNames.parse("ours", List.of(name)))
			.withMessageContaining(name);
	}

	private static IssuedCertificate partner(Consumer<LeafSpec> more) {
		return issue(PARTNER, (leaf) -> more.accept(leaf.spiffeId("spiffe://partner.example/web")));
	}

	private static IssuedCertificate issue(DevCa ca, Consumer<LeafSpec> customizer) {
		return ca.issue((leaf) -> customizer.accept(leaf.purposes(Purpose.CLIENT_AUTH)));
	}

	private static KeyPair keyPair(IssuedCertificate certificate) {
		return new KeyPair(certificate.certificate().getPublicKey(), certificate.privateKey());
	}

	private VerifiedPeer verify(IssuedCertificate certificate) throws PeerRejectedException {
		return this.verifier.verify(certificate.chain(), KeyPurpose.CLIENT_AUTH);
	}

	private void assertRefused(IssuedCertificate certificate) {
		assertThat(rejection(certificate).reason()).isEqualTo(RejectionReason.ANCHOR_NOT_ALLOWED);
	}

	private PeerRejectedException rejection(IssuedCertificate certificate) {
		return rejection(this.verifier, certificate.chain());
	}

	private static PeerRejectedException rejection(PeerVerifier verifier, List<X509Certificate> presented) {
		PeerRejectedException rejection = catchThrowableOfType(PeerRejectedException.class,
				() -> verifier.verify(presented, KeyPurpose.CLIENT_AUTH));
		assertThat(rejection).as("rejection").isNotNull();
		return rejection;
	}

	private static PeerVerifier verifier(List<VouchedNames> names, IdentityExtractor identities) {
		return verifier(names, identities, OURS, PARTNER, OTHER);
	}

	private static PeerVerifier verifier(List<VouchedNames> names, IdentityExtractor identities, DevCa... trusted) {
		List<X509Certificate> anchors = List.of(trusted).stream().map(DevCa::rootCertificate).toList();
		TrustMaterial trust = TrustMaterial.of(anchors, "test");
		trust = anchors.contains(OURS.rootCertificate())
				? trust.withBundles(
						Map.of("ours", List.of(OURS.rootCertificate()), "partner", List.of(PARTNER.rootCertificate())))
				: trust.withBundles(Map.of("partner", List.of(PARTNER.rootCertificate())));
		return PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Vouching.of(names, identities),
				RevocationServices.NONE, Clock.systemUTC());
	}

}
