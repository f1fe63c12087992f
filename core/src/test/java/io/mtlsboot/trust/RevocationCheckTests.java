package io.mtlsboot.trust;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.CrlSpec;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.trust.RevocationPolicy.Check;
import io.mtlsboot.trust.RevocationPolicy.OnUnknown;
import io.mtlsboot.x509.KeyPurpose;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RevocationCheckTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final Instant LATER = NOW.plus(Duration.ofHours(1));

	private static final Instant PAST = NOW.minus(Duration.ofHours(1));

	private static final DevCa CA = DevCa.create("shop.example");

	private static final DevCa IMPOSTOR = CA.impostor();

	private static final IssuedCertificate WEB = issuedBy(CA.clientIssuer());

	private static final X509CRL OF_ROOT = crl(CA.root());

	private static final X509CRL OF_ISSUER = crl(CA.clientIssuer());

	@ParameterizedTest
	@EnumSource
	void verifyWhenNothingIsRevokedThenAccepts(OnUnknown onUnknown) throws PeerRejectedException {
		assertThat(verify(onUnknown, OF_ROOT, OF_ISSUER).leaf()).isEqualTo(WEB.certificate());
	}

	@Test
	void verifyWhenCheckIsOffThenRevokedIsAccepted() throws PeerRejectedException {
		PeerVerifier verifier = verifier(RevocationPolicy.NONE, Duration.ZERO, NOW, OF_ROOT,
				crl(CA.clientIssuer(), WEB));
		assertThat(verifier.verify(WEB.chain(), KeyPurpose.CLIENT_AUTH).leaf()).isEqualTo(WEB.certificate());
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenLeafIsRevokedThenRejectsWithTheEvidence(OnUnknown onUnknown) {
		PeerRejectedException rejection = rejection(onUnknown, OF_ROOT, crl(CA.clientIssuer(), WEB));
		assertThat(rejection.reason()).isEqualTo(RejectionReason.REVOKED);
		assertThat(rejection.certificate()).isEqualTo(WEB.certificate());
		assertThat(rejection.evidence()).isEqualTo("serial number " + CrlSpec.serial(WEB).toString(16) + ", revoked "
				+ PAST + ", reason UNSPECIFIED, by the CRL of 'CN=shop.example dev client CA' of " + PAST);
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenIntermediateIsRevokedThenRejectsTheIntermediate(OnUnknown onUnknown) {
		PeerRejectedException rejection = rejection(onUnknown, crl(CA.root(), CA.clientIssuer()), OF_ISSUER);
		assertThat(rejection.reason()).isEqualTo(RejectionReason.REVOKED);
		assertThat(rejection.certificate()).isEqualTo(CA.clientIssuer().certificate());
	}

	@Test
	void verifyWhenIntermediateIsRevokedAndNothingIsKnownOfTheLeafThenRejectsWithRevoked() {
		assertThat(rejection(OnUnknown.REJECT, crl(CA.root(), CA.clientIssuer())).reason())
			.isEqualTo(RejectionReason.REVOKED);
	}

	@Test
	void verifyWhenLeafIsRevokedAndNothingIsKnownOfItsCaThenRejectsWithRevoked() {
		assertThat(rejection(OnUnknown.REJECT, crl(CA.clientIssuer(), WEB)).reason())
			.isEqualTo(RejectionReason.REVOKED);
	}

	@Test
	void verifyWhenAnotherSerialNumberIsRevokedThenAccepts() throws PeerRejectedException {
		X509CRL crl = crl(CA.clientIssuer(), issuedBy(CA.clientIssuer()));
		assertThat(verify(OnUnknown.REJECT, OF_ROOT, crl).leaf()).isEqualTo(WEB.certificate());
	}

	@Test
	void verifyWhenThereIsNoCrlThenUnknown() throws PeerRejectedException {
		PeerRejectedException rejection = unknown(WEB.certificate(), OF_ROOT);
		assertThat(rejection.evidence())
			.isEqualTo("required: a current CRL of 'CN=shop.example dev client CA' for serial number "
					+ CrlSpec.serial(WEB).toString(16) + ", known: none, now " + NOW);
	}

	@Test
	void verifyWhenThereIsNoCrlOfTheRootThenUnknownOfTheIntermediate() throws PeerRejectedException {
		assertThat(unknown(CA.clientIssuer().certificate(), OF_ISSUER).evidence()).contains("dev root", "known: none");
	}

	@Test
	void verifyWhenCrlIsStaleThenUnknown() throws PeerRejectedException {
		Instant nextUpdate = NOW.minusSeconds(1);
		X509CRL stale = CA.crl(CA.clientIssuer(), Set.of(), PAST, nextUpdate);
		assertThat(unknown(WEB.certificate(), OF_ROOT, stale).evidence())
			.contains("known: one stale since " + nextUpdate);
	}

	@Test
	void verifyWhenCrlHoldsFromLaterThenUnknown() throws PeerRejectedException {
		Instant thisUpdate = NOW.plusSeconds(2);
		X509CRL future = CA.crl(CA.clientIssuer(), Set.of(), thisUpdate, LATER);
		assertThat(unknown(WEB.certificate(), OF_ROOT, future).evidence())
			.contains("known: one that holds from " + thisUpdate);
	}

	@Test
	void verifyWhenCrlHasNoNextUpdateThenUnknown() throws Exception {
		X509CRL endless = CrlSpec.of(CA.clientIssuer()).sign();
		assertThat(unknown(WEB.certificate(), OF_ROOT, endless).evidence()).contains("known: one without nextUpdate");
	}

	@Test
	void verifyWhenCrlIsOfImpostorOfTheSameNameThenUnknown() throws PeerRejectedException {
		X509CRL forged = IMPOSTOR.crl(IMPOSTOR.clientIssuer(), Set.of(), PAST, LATER);
		assertThat(unknown(WEB.certificate(), OF_ROOT, forged).evidence()).contains("one signed by another key");
	}

	@Test
	void verifyWhenImpostorRevokesThenIsNotRevoked() throws PeerRejectedException {
		X509CRL forged = IMPOSTOR.crl(IMPOSTOR.clientIssuer(), Set.of(CrlSpec.serial(WEB)), PAST, LATER);
		assertThat(verify(OnUnknown.REJECT, OF_ROOT, OF_ISSUER, forged).leaf()).isEqualTo(WEB.certificate());
	}

	@Test
	void verifyWhenCrlIsSignedByAnotherKeyOfThePathThenUnknown() throws Exception {
		X509CRL forged = CrlSpec.named(CA.root(), "CN=shop.example dev client CA").nextUpdate(LATER).sign();
		assertThat(unknown(WEB.certificate(), OF_ROOT, forged).evidence()).contains("one signed by another key");
	}

	@Test
	void verifyWhenCaMayNotSignCrlsThenUnknown() throws PeerRejectedException {
		IssuedCertificate issuer = CA.issue((leaf) -> leaf.subject("CN=mute").ca(true).keyUsage(KeyUsage.keyCertSign));
		assertUnknownOf(issuer, "known: 1, but the key usage of that CA lacks cRLSign");
	}

	@Test
	void verifyWhenCaHasNoKeyUsageThenItMaySignCrls() throws PeerRejectedException {
		IssuedCertificate issuer = CA.issue((leaf) -> leaf.subject("CN=free").ca(true).withoutExtension("2.5.29.15"));
		IssuedCertificate web = issuedBy(issuer);
		PeerVerifier verifier = verifier(policy(OnUnknown.REJECT), Duration.ZERO, NOW, OF_ROOT, crl(issuer));
		assertThat(verifier.verify(web.chain(), KeyPurpose.CLIENT_AUTH).leaf()).isEqualTo(web.certificate());
	}

	@Test
	void verifyWhenSignatureOfCrlIsWeakThenUnknown() throws Exception {
		X509CRL weak = CrlSpec.of(CA.clientIssuer()).nextUpdate(LATER).algorithm("SHA1withECDSA").sign();
		assertThat(unknown(WEB.certificate(), OF_ROOT, weak).evidence())
			.contains("known: one with a weak signature (SHA1withECDSA)");
	}

	@Test
	void verifyWhenEverythingIsWrongThenEvidenceIsBounded() throws Exception {
		List<X509CRL> crls = new ArrayList<>(List.of(OF_ROOT, CrlSpec.of(CA.clientIssuer()).sign()));
		for (int i = 1; i <= 10; i++) {
			crls.add(CA.crl(CA.clientIssuer(), Set.of(), PAST, NOW.minusSeconds(i)));
		}
		assertThat(unknown(WEB.certificate(), crls.toArray(new X509CRL[0])).evidence()).hasSizeLessThan(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "stale", "future", "endless", "weak" })
	void verifyWhenCrlThatIsNotCurrentRevokesThenRejectsEvenIfUnknownIsAccepted(String kind) throws Exception {
		X509CRL crl = switch (kind) {
			case "stale" -> CA.crl(CA.clientIssuer(), Set.of(CrlSpec.serial(WEB)), PAST, NOW.minusSeconds(1));
			case "future" -> CA.crl(CA.clientIssuer(), Set.of(CrlSpec.serial(WEB)), LATER, LATER.plusSeconds(1));
			case "endless" -> CrlSpec.of(CA.clientIssuer()).revoke(WEB, CRLReason.keyCompromise).sign();
			default ->
				CrlSpec.of(CA.clientIssuer()).revoke(WEB, CRLReason.keyCompromise).algorithm("SHA1withECDSA").sign();
		};
		assertThat(rejection(OnUnknown.ACCEPT, OF_ROOT, crl).reason()).isEqualTo(RejectionReason.REVOKED);
	}

	@Test
	void verifyWhenOneOfTwoCurrentCrlsRevokesThenRejects() {
		assertThat(rejection(OnUnknown.REJECT, OF_ROOT, OF_ISSUER, crl(CA.clientIssuer(), WEB)).reason())
			.isEqualTo(RejectionReason.REVOKED);
	}

	@Test
	void verifyWhenOneOfTwoCrlsIsCurrentThenAccepts() throws PeerRejectedException {
		X509CRL stale = CA.crl(CA.clientIssuer(), Set.of(), PAST, NOW.minusSeconds(1));
		assertThat(verify(OnUnknown.REJECT, OF_ROOT, stale, OF_ISSUER).leaf()).isEqualTo(WEB.certificate());
	}

	@Test
	void verifyWhenCertificateIsOnHoldThenRejectsAndSaysSo() throws Exception {
		X509CRL crl = CrlSpec.of(CA.clientIssuer()).nextUpdate(LATER).revoke(WEB, CRLReason.certificateHold).sign();
		assertThat(rejection(OnUnknown.REJECT, OF_ROOT, crl).evidence()).contains("reason CERTIFICATE_HOLD");
	}

	@Test
	void verifyWhenEntryRemovesFromTheCrlThenAccepts() throws Exception {
		X509CRL crl = CrlSpec.of(CA.clientIssuer()).nextUpdate(LATER).revoke(WEB, CRLReason.removeFromCRL).sign();
		assertThat(verify(OnUnknown.REJECT, OF_ROOT, crl).leaf()).isEqualTo(WEB.certificate());
	}

	@Test
	void verifyWhenCrlWritesTheIssuerInOtherLettersThenStillFindsTheEntry() throws Exception {
		X509CRL crl = CrlSpec.named(CA.clientIssuer(), "CN=SHOP.EXAMPLE  DEV CLIENT CA")
			.nextUpdate(LATER)
			.revoke(WEB, CRLReason.keyCompromise)
			.sign();
		PeerRejectedException rejection = rejection(OnUnknown.ACCEPT, OF_ROOT, crl);
		assertThat(rejection.reason()).isEqualTo(RejectionReason.REVOKED);
		assertThat(rejection.evidence()).contains("reason KEY_COMPROMISE");
	}

	@Test
	void verifyWhenAnchorIsRevokedByItselfThenIsStillAnAnchor() throws PeerRejectedException {
		assertThat(verify(OnUnknown.REJECT, crl(CA.root(), CA.root()), OF_ISSUER).anchor())
			.isEqualTo(CA.rootCertificate());
	}

	@Test
	void verifyWhenClocksDifferWithinTheSkewThenAccepts() throws PeerRejectedException {
		X509CRL stale = CA.crl(CA.root(), Set.of(), PAST, NOW.minusSeconds(59));
		X509CRL future = CA.crl(CA.clientIssuer(), Set.of(), NOW.plusSeconds(59), LATER);
		VerifiedPeer peer = verifier(policy(OnUnknown.REJECT), Duration.ofSeconds(60), NOW, stale, future)
			.verify(WEB.chain(), KeyPurpose.CLIENT_AUTH);
		assertThat(peer.validUntil()).isEqualTo(NOW.plusSeconds(1));
	}

	@Test
	void verifyWhenUnknownIsRejectedThenVerdictEndsWithTheFirstCrl() throws PeerRejectedException {
		Instant first = NOW.plusSeconds(600);
		VerifiedPeer peer = verify(OnUnknown.REJECT, CA.crl(CA.root(), Set.of(), PAST, first), OF_ISSUER);
		assertThat(peer.validUntil()).isEqualTo(first);
		peer = verify(OnUnknown.REJECT, OF_ROOT, CA.crl(CA.clientIssuer(), Set.of(), PAST, first));
		assertThat(peer.validUntil()).isEqualTo(first);
	}

	@Test
	void verifyWhenThereAreSeveralCrlsOfACaThenVerdictEndsWithTheLastOfThem() throws PeerRejectedException {
		X509CRL shorter = CA.crl(CA.clientIssuer(), Set.of(), PAST, NOW.plusSeconds(600));
		assertThat(verify(OnUnknown.REJECT, OF_ROOT, shorter, OF_ISSUER).validUntil()).isEqualTo(LATER);
	}

	@Test
	void verifyWhenUnknownIsAcceptedThenCrlsDoNotEndTheVerdict() throws PeerRejectedException {
		assertThat(verify(OnUnknown.ACCEPT, OF_ROOT, OF_ISSUER).validUntil())
			.isEqualTo(WEB.certificate().getNotAfter().toInstant());
	}

	@Test
	void verifyWhenCrlsOutliveTheCertificateThenItEndsTheVerdict() throws PeerRejectedException {
		Instant far = NOW.plus(Duration.ofDays(30));
		assertThat(verify(OnUnknown.REJECT, CA.crl(CA.root(), Set.of(), PAST, far),
				CA.crl(CA.clientIssuer(), Set.of(), PAST, far))
			.validUntil()).isEqualTo(WEB.certificate().getNotAfter().toInstant());
	}

	@Test
	void verifyWhenOneByteOfACrlIsChangedThenNeverAcceptsAndNeverThrowsAnythingElse() throws Exception {
		Random random = new Random(20_260_301L);
		byte[] good = crl(CA.clientIssuer(), issuedBy(CA.clientIssuer())).getEncoded();
		int judged = 0;
		for (int i = 0; i < 1_000; i++) {
			byte[] mutated = good.clone();
			mutated[random.nextInt(good.length)] ^= (byte) (1 + random.nextInt(255));
			try {
				PeerRejectedException rejection = rejection(OnUnknown.REJECT, OF_ROOT, CrlSpec.parse(mutated));
				assertThat(rejection.reason()).isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
				judged++;
			}
			catch (CRLException | MaterialException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		}
		assertThat(judged).isGreaterThan(100);
	}

	private static void assertUnknownOf(IssuedCertificate issuer, String evidence) throws PeerRejectedException {
		IssuedCertificate web = issuedBy(issuer);
		X509CRL[] crls = { OF_ROOT, crl(issuer) };
		PeerVerifier strict = verifier(policy(OnUnknown.REJECT), Duration.ZERO, NOW, crls);
		PeerRejectedException rejection = catchThrowableOfType(PeerRejectedException.class,
				() -> strict.verify(web.chain(), KeyPurpose.CLIENT_AUTH));
		assertThat(rejection.reason()).isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
		assertThat(rejection.evidence()).contains(evidence);
		assertThat(
				verifier(policy(OnUnknown.ACCEPT), Duration.ZERO, NOW, crls).verify(web.chain(), KeyPurpose.CLIENT_AUTH)
					.leaf())
			.isEqualTo(web.certificate());
	}

	/** Refused if unknown is refused, and accepted if it is accepted. */
	private static PeerRejectedException unknown(X509Certificate certificate, X509CRL... crls)
			throws PeerRejectedException {
		assertThat(verify(OnUnknown.ACCEPT, crls).leaf()).isEqualTo(WEB.certificate());
		PeerRejectedException rejection = rejection(OnUnknown.REJECT, crls);
		assertThat(rejection.reason()).isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
		assertThat(rejection.certificate()).isEqualTo(certificate);
		return rejection;
	}

	private static PeerRejectedException rejection(OnUnknown onUnknown, X509CRL... crls) {
		PeerVerifier verifier = verifier(policy(onUnknown), Duration.ZERO, NOW, crls);
		return catchThrowableOfType(PeerRejectedException.class,
				() -> verifier.verify(WEB.chain(), KeyPurpose.CLIENT_AUTH));
	}

	private static VerifiedPeer verify(OnUnknown onUnknown, X509CRL... crls) throws PeerRejectedException {
		return verifier(policy(onUnknown), Duration.ZERO, NOW, crls).verify(WEB.chain(), KeyPurpose.CLIENT_AUTH);
	}

	private static RevocationPolicy policy(OnUnknown onUnknown) {
		return new RevocationPolicy(Check.CRL, onUnknown);
	}

	private static PeerVerifier verifier(RevocationPolicy policy, Duration skew, Instant now, X509CRL... crls) {
		TrustMaterial trust = TrustMaterial.of(List.of(CA.rootCertificate()), "test anchors")
			.withCrls(List.of(crls), "test CRLs");
		return PeerVerifier.pkix(trust, new VerificationPolicy(skew, 2048, 5).withRevocation(policy),
				Clock.fixed(now, ZoneOffset.UTC));
	}

	private static IssuedCertificate issuedBy(IssuedCertificate issuer) {
		return CA.issue((leaf) -> leaf.subject("CN=web")
			.spiffeId("spiffe://shop.example/web")
			.purposes(Purpose.CLIENT_AUTH)
			.issuer(issuer));
	}

	private static X509CRL crl(IssuedCertificate issuer, IssuedCertificate... revoked) {
		return CA.crl(issuer, List.of(revoked).stream().map(CrlSpec::serial).toList(), PAST, LATER);
	}

}
