package io.mtlsboot.trust;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PkixPeerVerifierTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final DevCa CA = DevCa.create("shop.example");

	private static final DevCa OTHER_CA = DevCa.create("other.example");

	private static final IssuedCertificate WEB = issue((leaf) -> {
	});

	@Test
	void verifyWhenChainIsGoodThenReturnsThePathAndTheAnchor() throws PeerRejectedException {
		VerifiedPeer peer = verify(WEB.chain());
		assertThat(peer.leaf()).isEqualTo(WEB.certificate());
		assertThat(peer.path()).containsExactly(WEB.certificate(), CA.clientIssuer().certificate());
		assertThat(peer.anchor()).isEqualTo(CA.rootCertificate());
	}

	@Test
	void verifyWhenOrderIsWrongAndOthersArePresentedThenStillFindsThePath() throws PeerRejectedException {
		List<X509Certificate> presented = List.of(WEB.certificate(), OTHER_CA.clientIssuer().certificate(),
				CA.rootCertificate(), CA.impostor().clientIssuer().certificate(), CA.clientIssuer().certificate(),
				OTHER_CA.rootCertificate());
		assertThat(verify(presented).path()).containsExactly(WEB.certificate(), CA.clientIssuer().certificate());
	}

	@Test
	void verifyWhenAnchorIsAnIntermediateThenAcceptsWhatItIssued() throws PeerRejectedException {
		PeerVerifier verifier = verifier(List.of(CA.clientIssuer().certificate()), Duration.ZERO, NOW);
		VerifiedPeer peer = verifier.verify(List.of(WEB.certificate()), KeyPurpose.CLIENT_AUTH);
		assertThat(peer.anchor()).isEqualTo(CA.clientIssuer().certificate());
	}

	@ParameterizedTest
	@EnumSource(names = "RSA_1024", mode = EnumSource.Mode.EXCLUDE)
	void verifyWhenKeyIsSupportedThenAccepts(KeyAlgorithm algorithm) throws PeerRejectedException {
		IssuedCertificate certificate = issue((leaf) -> leaf.keyAlgorithm(algorithm));
		assertThat(verify(certificate.chain()).leaf()).isEqualTo(certificate.certificate());
	}

	@Test
	void verifyWhenExtendedKeyUsageIsAbsentThenAccepts() throws PeerRejectedException {
		IssuedCertificate certificate = issue((leaf) -> leaf.withoutExtension("2.5.29.37"));
		assertThat(verify(certificate.chain()).leaf()).isEqualTo(certificate.certificate());
	}

	@Test
	void verifyWhenNothingIsPresentedThenRejectsWithNoCertificate() {
		assertThat(rejection(List.of()).reason()).isEqualTo(RejectionReason.NO_CERTIFICATE);
	}

	@Test
	void verifyWhenTooManyArePresentedThenRejectsWithMalformedCertificate() {
		List<X509Certificate> presented = new ArrayList<>(WEB.chain());
		presented.addAll(Collections.nCopies(PresentedBounds.MAX_CERTIFICATES, CA.rootCertificate()));
		assertThat(rejection(presented).reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	@Test
	void verifyWhenOneIsHugeThenRejectsWithMalformedCertificate() {
		IssuedCertificate huge = issue(
				(leaf) -> leaf.extension("1.2.3.4", false, new byte[PresentedBounds.MAX_ENCODED_LENGTH]));
		assertThat(rejection(huge.chain()).reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	@Test
	void verifyWhenLeafIsExpiredThenRejectsWithBothInstants() {
		Instant notAfter = NOW.minusSeconds(1);
		PeerRejectedException rejection = rejection(
				issue((leaf) -> leaf.notBefore(NOW.minusSeconds(600)).notAfter(notAfter)).chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.EXPIRED);
		assertThat(rejection.evidence()).isEqualTo("notAfter " + notAfter + ", now " + NOW + ", tolerated skew 0s");
	}

	@Test
	void verifyWhenLeafIsExpiredWithinTheSkewThenAccepts() throws PeerRejectedException {
		IssuedCertificate certificate = issue(
				(leaf) -> leaf.notBefore(NOW.minusSeconds(600)).notAfter(NOW.minusSeconds(59)));
		PeerVerifier verifier = verifier(List.of(CA.rootCertificate()), Duration.ofSeconds(60), NOW);
		assertThat(verifier.verify(certificate.chain(), KeyPurpose.CLIENT_AUTH).leaf())
			.isEqualTo(certificate.certificate());
	}

	@Test
	void verifyWhenLeafIsExpiredBeyondTheSkewThenRejectsWithExpired() {
		IssuedCertificate certificate = issue(
				(leaf) -> leaf.notBefore(NOW.minusSeconds(600)).notAfter(NOW.minusSeconds(61)));
		PeerVerifier verifier = verifier(List.of(CA.rootCertificate()), Duration.ofSeconds(60), NOW);
		assertThat(rejection(verifier, certificate.chain()).reason()).isEqualTo(RejectionReason.EXPIRED);
	}

	@Test
	void verifyWhenLeafIsNotYetValidThenRejectsWithNotYetValid() {
		Instant notBefore = NOW.plusSeconds(2);
		PeerRejectedException rejection = rejection(
				issue((leaf) -> leaf.notBefore(notBefore).notAfter(NOW.plusSeconds(600))).chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.NOT_YET_VALID);
		assertThat(rejection.evidence()).startsWith("notBefore " + notBefore + ", now " + NOW);
	}

	@Test
	void verifyWhenAnchorIsExpiredThenRejectsWithAnchorExpiredAndNamesTheAnchor() {
		Clock later = Clock.fixed(NOW.plus(Duration.ofDays(36500)), ZoneOffset.UTC);
		IssuedCertificate leaf = issue((spec) -> spec.notAfter(later.instant().plusSeconds(600)).issuer(CA.root()));
		PeerRejectedException rejection = rejection(
				verifier(List.of(CA.rootCertificate()), Duration.ZERO, later.instant()), leaf.chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ANCHOR_EXPIRED);
		assertThat(rejection.certificate()).isEqualTo(CA.rootCertificate());
	}

	@Test
	void verifyWhenIssuerIsUnknownThenRejectsAndNamesBothSides() {
		IssuedCertificate foreign = OTHER_CA
			.issue((leaf) -> leaf.subject("CN=web").dns("web").purposes(Purpose.CLIENT_AUTH));
		PeerRejectedException rejection = rejection(foreign.chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
		assertThat(rejection.evidence()).contains("other.example").contains("shop.example").contains("test anchors");
	}

	@Test
	void verifyWhenIntermediateIsMissingThenRejectsTheLeafWithIssuerUnknown() {
		PeerRejectedException rejection = rejection(WEB.withoutIntermediates().chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
		assertThat(rejection.certificate()).isEqualTo(WEB.certificate());
	}

	@Test
	void verifyWhenLeafIsSelfSignedThenRejectsWithIssuerUnknown() {
		IssuedCertificate alone = CA
			.issue((leaf) -> leaf.subject("CN=web").dns("web").purposes(Purpose.CLIENT_AUTH).selfSigned());
		assertThat(rejection(alone.chain()).reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
	}

	@Test
	void verifyWhenIssuerHasTheSameNameAndAnotherKeyThenRejectsWithAnchorKeyMismatch() {
		IssuedCertificate forged = CA.impostor().issue((leaf) -> leaf.subject("CN=web").dns("web"));
		assertThat(rejection(forged.chain()).reason()).isEqualTo(RejectionReason.ANCHOR_KEY_MISMATCH);
	}

	@Test
	void verifyWhenIntermediateIsNotTheOneThatSignedThenRejectsWithSignatureInvalid() {
		List<X509Certificate> presented = List.of(CA.impostor()
			.issue((leaf) -> leaf.subject("CN=web").dns("web").purposes(Purpose.CLIENT_AUTH))
			.certificate(), CA.clientIssuer().certificate());
		assertThat(rejection(presented).reason()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
	}

	@Test
	void verifyWhenLeafLacksClientAuthThenRejectsWithPurposeNotAllowed() {
		IssuedCertificate server = issue((leaf) -> leaf.purposes(Purpose.SERVER_AUTH).issuer(CA.root()));
		PeerRejectedException rejection = rejection(server.chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.PURPOSE_NOT_ALLOWED);
		assertThat(rejection.evidence()).isEqualTo("required: clientAuth, presented: serverAuth");
	}

	@Test
	void verifyWhenLeafAndItsCaAreForServersThenBlamesTheLeaf() {
		IssuedCertificate server = issue((leaf) -> leaf.purposes(Purpose.SERVER_AUTH).issuer(CA.serverIssuer()));
		PeerRejectedException rejection = rejection(server.chain());
		assertThat(rejection.evidence()).isEqualTo("required: clientAuth, presented: serverAuth");
		assertThat(rejection.certificate()).isEqualTo(server.certificate());
	}

	@Test
	void verifyWhenKeyUsageLacksDigitalSignatureThenRejectsWithPurposeNotAllowed() {
		// keyEncipherment only: RFC 5280 §4.2.1.3
		IssuedCertificate certificate = issue(
				(leaf) -> leaf.extension("2.5.29.15", true, new byte[] { 3, 2, 5, 0x20 }));
		PeerRejectedException rejection = rejection(certificate.chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.PURPOSE_NOT_ALLOWED);
		assertThat(rejection.evidence()).contains("digitalSignature");
	}

	@Test
	void verifyWhenIssuerIsForServersThenItCannotVouchForCallers() {
		IssuedCertificate certificate = issue((leaf) -> leaf.issuer(CA.serverIssuer()));
		PeerRejectedException rejection = rejection(certificate.chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.PURPOSE_NOT_ALLOWED);
		assertThat(rejection.certificate()).isEqualTo(CA.serverIssuer().certificate());
	}

	@Test
	void verifyWhenLeafIsCaThenRejectsWithLeafIsCa() {
		assertThat(rejection(issue((leaf) -> leaf.ca(true)).chain()).reason()).isEqualTo(RejectionReason.LEAF_IS_CA);
	}

	@Test
	void verifyWhenLeafIsTheAnchorThenRejectsWithLeafIsCa() {
		assertThat(rejection(List.of(CA.rootCertificate())).reason()).isEqualTo(RejectionReason.LEAF_IS_CA);
	}

	@Test
	void verifyWhenIssuerIsNoCaThenRejectsWithPathNotAllowed() {
		IssuedCertificate issuer = issue((leaf) -> leaf.subject("CN=no ca"));
		IssuedCertificate certificate = issue((leaf) -> leaf.issuer(issuer));
		PeerRejectedException rejection = rejection(certificate.chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
		assertThat(rejection.certificate()).isEqualTo(issuer.certificate());
	}

	@Test
	void verifyWhenPathLengthIsExceededThenRejectsWithPathNotAllowed() {
		IssuedCertificate issuer = issue((leaf) -> leaf.subject("CN=one too many").ca(true));
		IssuedCertificate certificate = issue((leaf) -> leaf.issuer(issuer));
		assertThat(rejection(certificate.chain()).reason()).isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
	}

	@Test
	void verifyWhenPathIsLongerThanThePolicyThenRejectsWithPathNotAllowed() {
		PeerVerifier verifier = PeerVerifier.pkix(TrustMaterial.of(List.of(CA.rootCertificate()), "test anchors"),
				new VerificationPolicy(Duration.ZERO, 2048, 0), Clock.fixed(NOW, ZoneOffset.UTC));
		assertThat(rejection(verifier, WEB.chain()).reason()).isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
	}

	@Test
	void verifyWhenCriticalExtensionIsUnknownThenRejectsWithPathNotAllowed() {
		IssuedCertificate certificate = issue((leaf) -> leaf.extension("1.2.3.4", true, new byte[] { 5, 0 }));
		assertThat(rejection(certificate.chain()).reason()).isEqualTo(RejectionReason.PATH_NOT_ALLOWED);
	}

	@Test
	void verifyWhenKeyIsTooSmallThenRejectsWithAlgorithmNotAllowed() {
		PeerRejectedException rejection = rejection(issue((leaf) -> leaf.keyAlgorithm(KeyAlgorithm.RSA_1024)).chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
		assertThat(rejection.evidence()).contains("2048").contains("RSA with 1024 bits");
	}

	@Test
	void verifyWhenSignatureIsSha1ThenRejectsWithAlgorithmNotAllowed() {
		PeerRejectedException rejection = rejection(issue((leaf) -> leaf.signatureAlgorithm("SHA1withECDSA")).chain());
		assertThat(rejection.reason()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
		assertThat(rejection.evidence()).containsIgnoringCase("SHA1");
	}

	@Test
	void verifyWhenSignatureIsMd5ThenRejectsWithAlgorithmNotAllowed() {
		DevCa rsa = DevCa.create("shop.example", KeyAlgorithm.RSA_2048);
		IssuedCertificate certificate = rsa.issue((leaf) -> leaf.subject("CN=web")
			.dns("web")
			.purposes(Purpose.CLIENT_AUTH)
			.signatureAlgorithm("MD5withRSA"));
		PeerVerifier verifier = verifier(List.of(rsa.rootCertificate()), Duration.ZERO, NOW);
		assertThat(rejection(verifier, certificate.chain()).reason()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
	}

	@Test
	void verifyWhenOneNameCannotBeReadThenRejectsWithMalformedCertificate() {
		// dNSName with a NUL in it
		IssuedCertificate certificate = issue((leaf) -> leaf.san(2, new byte[] { 'w', 0, 'b' }));
		assertThat(rejection(certificate.chain()).reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
	}

	@Test
	void verifyWhenSubjectHasControlCharactersThenTheMessageIsOneLine() {
		IssuedCertificate certificate = OTHER_CA.issue((leaf) -> leaf.subject("CN=web\nforged: line").dns("web"));
		assertThat(rejection(certificate.chain()).getMessage()).doesNotContain("\n").contains("\\u000A");
	}

	@Test
	void verifyWhenAllIssueEachOtherThenEnds() {
		IssuedCertificate base = OTHER_CA
			.issue((leaf) -> leaf.subject("CN=maze").ca(true).withoutExtension("2.5.29.37").selfSigned());
		List<X509Certificate> presented = new ArrayList<>();
		presented.add(CA.issue((leaf) -> leaf.subject("CN=web").dns("web").issuer(base)).certificate());
		for (int i = 1; i < PresentedBounds.MAX_CERTIFICATES; i++) {
			presented.add(CA.issue((leaf) -> leaf.subject("CN=maze")
				.ca(true)
				.withoutExtension("2.5.29.37")
				.keyPair(keyPair(base))
				.issuer(base)).certificate());
		}
		assertThat(rejection(presented).reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
	}

	private static KeyPair keyPair(IssuedCertificate certificate) {
		return new KeyPair(certificate.certificate().getPublicKey(), certificate.privateKey());
	}

	private static IssuedCertificate issue(Consumer<LeafSpec> customizer) {
		return CA.issue((leaf) -> customizer
			.accept(leaf.subject("CN=web").spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH)));
	}

	private static PeerVerifier verifier(List<X509Certificate> anchors, Duration skew, Instant now) {
		return PeerVerifier.pkix(TrustMaterial.of(anchors, "test anchors"), new VerificationPolicy(skew, 2048, 5),
				Clock.fixed(now, ZoneOffset.UTC));
	}

	private static VerifiedPeer verify(List<X509Certificate> presented) throws PeerRejectedException {
		return verifier(List.of(CA.rootCertificate()), Duration.ZERO, NOW).verify(presented, KeyPurpose.CLIENT_AUTH);
	}

	private static PeerRejectedException rejection(List<X509Certificate> presented) {
		return rejection(verifier(List.of(CA.rootCertificate()), Duration.ZERO, NOW), presented);
	}

	private static PeerRejectedException rejection(PeerVerifier verifier, List<X509Certificate> presented) {
		return catchThrowableOfType(PeerRejectedException.class,
				() -> verifier.verify(presented, KeyPurpose.CLIENT_AUTH));
	}

}
