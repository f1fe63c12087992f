package io.mtlsboot.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.CrlSpec;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * CRLs that another key signed than the certificates: PKITS 4.4.19 to 4.4.21 and 4.5.
 */
class CrlSignersTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final String NAME = "CN=split CA";

	private static final Instant NEXT = Instant.now().plusSeconds(3600);

	private static final IssuedCertificate CERTIFICATES = CA
		.issue((leaf) -> leaf.subject(NAME).ca(true).keyUsage(KeyUsage.keyCertSign).issuer(CA.root()));

	private static final IssuedCertificate CRLS = CA
		.issue((leaf) -> leaf.subject(NAME).keyUsage(KeyUsage.cRLSign).issuer(CA.root()));

	private static final IssuedCertificate CERTIFICATES_AND_CRLS = CA
		.issue((leaf) -> leaf.subject(NAME).ca(true).issuer(CA.root()));

	private static final IssuedCertificate OF_BOTH = CA
		.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH).issuer(CERTIFICATES_AND_CRLS));

	private static final IssuedCertificate WEB = CA
		.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH).issuer(CERTIFICATES));

	@Test
	void verifyWhenCaHasAKeyForCrlsThenAccepts() throws Exception {
		assertThat(verify(List.of(CRLS), CrlSpec.of(CRLS).nextUpdate(NEXT).sign())).isNull();
	}

	@Test
	void verifyWhenCrlOfThatKeyRevokesThenRejects() throws Exception {
		assertThat(verify(List.of(CRLS), CrlSpec.of(CRLS).nextUpdate(NEXT).revoke(WEB, 1).sign()))
			.isEqualTo(RejectionReason.REVOKED);
	}

	@Test
	void verifyWhenCertificateOfThatKeyIsNotPresentedThenUnknown() throws Exception {
		assertThat(verify(List.of(), CrlSpec.of(CRLS).nextUpdate(NEXT).sign()))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
	}

	@Test
	void verifyWhenCertificateOfThatKeyIsRevokedThenUnknown() throws Exception {
		X509CRL ofRoot = CrlSpec.of(CA.root()).nextUpdate(NEXT).revoke(CRLS, 1).sign();
		assertThat(verify(List.of(CRLS), ofRoot, CrlSpec.of(CRLS).nextUpdate(NEXT).sign()))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
	}

	@Test
	void verifyWhenCertificateOfThatKeyIsExpiredThenUnknown() throws Exception {
		IssuedCertificate expired = CA.issue((leaf) -> leaf.subject(NAME)
			.keyUsage(KeyUsage.cRLSign)
			.notBefore(Instant.now().minus(Duration.ofDays(2)))
			.notAfter(Instant.now().minus(Duration.ofDays(1)))
			.issuer(CA.root()));
		assertThat(verify(List.of(expired), CrlSpec.of(expired).nextUpdate(NEXT).sign()))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
	}

	@Test
	void verifyWhenThatKeyMayNotSignCrlsThenUnknown() throws Exception {
		IssuedCertificate mute = CA
			.issue((leaf) -> leaf.subject(NAME).keyUsage(KeyUsage.digitalSignature).issuer(CA.root()));
		assertThat(verify(List.of(mute), CrlSpec.of(mute).nextUpdate(NEXT).sign()))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
	}

	@Test
	void verifyWhenThatKeyIsSelfSignedThenUnknown() throws Exception {
		IssuedCertificate rogue = CA
			.issue((leaf) -> leaf.subject(NAME).ca(true).keyUsage(KeyUsage.cRLSign).selfSigned());
		assertThat(verify(List.of(rogue), CrlSpec.of(rogue).nextUpdate(NEXT).sign()))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
	}

	@Test
	void verifyWhenThatKeyLeadsToAnotherAnchorThenUnknown() throws Exception {
		DevCa partner = DevCa.create("partner.example");
		IssuedCertificate foreign = partner
			.issue((leaf) -> leaf.subject(NAME).keyUsage(KeyUsage.cRLSign).issuer(partner.root()));
		X509CRL ofPartner = CrlSpec.of(foreign).nextUpdate(NEXT).sign();
		assertThat(verify(List.of(CA.rootCertificate(), partner.rootCertificate()), presented(List.of(foreign)),
				List.of(ofRoot(), ofPartner)))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
	}

	@Test
	void caBesideThePathThatNamesASignerLikeTheIssuerNeitherRevokesNorUnrevokes() throws Exception {
		IssuedCertificate beside = CA.issue((leaf) -> leaf.subject("CN=beside").ca(true).issuer(CA.root()));
		for (boolean ca : new boolean[] { false, true }) {
			IssuedCertificate signer = CA
				.issue((leaf) -> leaf.subject(NAME).ca(ca).keyUsage(KeyUsage.cRLSign).issuer(beside));
			List<IssuedCertificate> more = List.of(signer, beside);
			assertThat(verify(more, CrlSpec.of(signer).nextUpdate(NEXT).sign()))
				.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
			X509CRL good = CrlSpec.of(CERTIFICATES_AND_CRLS).nextUpdate(NEXT).sign();
			List<X509Certificate> presented = new ArrayList<>(OF_BOTH.chain());
			more.forEach((one) -> presented.add(one.certificate()));
			assertThat(verify(List.of(CA.rootCertificate()), presented,
					List.of(ofRoot(), good, CrlSpec.of(signer).nextUpdate(NEXT).revoke(OF_BOTH, 1).sign())))
				.isNull();
		}
	}

	@Test
	void leafThatHasTheNameOfItsIssuerButNoRightToSignCrlsNeitherRevokesNorUnrevokes() throws Exception {
		IssuedCertificate leaf = CA
			.issue((spec) -> spec.subject(NAME).withoutExtension("2.5.29.15").issuer(CERTIFICATES));
		assertThat(verify(List.of(leaf), CrlSpec.of(leaf).nextUpdate(NEXT).sign()))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
		assertThat(verify(List.of(leaf), CrlSpec.of(leaf).nextUpdate(NEXT).revoke(WEB, 1).sign()))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
	}

	@Test
	void verifyWhenTheIssuerItselfNamesASignerThenAccepts() throws Exception {
		IssuedCertificate signer = CA
			.issue((leaf) -> leaf.subject(NAME).keyUsage(KeyUsage.cRLSign).issuer(CERTIFICATES));
		assertThat(verify(List.of(signer), CrlSpec.of(signer).nextUpdate(NEXT).sign())).isNull();
	}

	@Test
	void verifyWhenCaRolledOverAndOldKeySignsCrlsThenAccepts() throws Exception {
		IssuedCertificate old = CA.issue((leaf) -> leaf.subject("CN=rolled").ca(true).issuer(CA.root()));
		IssuedCertificate fresh = CA.issue((leaf) -> leaf.subject("CN=rolled").ca(true).issuer(old));
		IssuedCertificate web = CA.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH).issuer(fresh));
		List<X509Certificate> presented = List.of(web.certificate(), fresh.certificate(), old.certificate());
		assertThat(verify(List.of(CA.rootCertificate()), presented,
				List.of(ofRoot(), CrlSpec.of(old).nextUpdate(NEXT).sign())))
			.isNull();
	}

	@Test
	void findWhenNameIsThatOfTheAnchorThenTheAnchorSigns() {
		CrlSigners signers = signers(List.of(WEB.certificate()));
		assertThat(signers.named(CA.rootCertificate().getSubjectX500Principal())).extracting(VerifiedPeer::leaf)
			.containsExactly(CA.rootCertificate());
	}

	@Test
	void findWhenManyAreOfThatNameThenSearchesAreBounded() {
		List<X509Certificate> presented = new ArrayList<>(List.of(WEB.certificate()));
		for (int i = 0; i < 15; i++) {
			presented
				.add(CA.issue((leaf) -> leaf.subject(NAME).keyUsage(KeyUsage.cRLSign).issuer(CA.root())).certificate());
		}
		CrlSigners signers = signers(presented);
		X500Principal name = new X500Principal(NAME);
		assertThat(signers.named(name)).hasSize(CrlSigners.MAX_SEARCHES).isSameAs(signers.named(name));
	}

	private static CrlSigners signers(List<X509Certificate> presented) {
		Validity validity = new Validity(Instant.now(), Duration.ZERO);
		PathValidation validation = new PathValidation(List.of(validity, new IssuerRights(5)), validity);
		return new CrlSigners(TrustMaterial.of(List.of(CA.rootCertificate()), "test"), validation, presented,
				new VerifiedPeer(WEB.chain(), CA.rootCertificate(), Instant.MAX));
	}

	private static X509CRL ofRoot() throws Exception {
		return CrlSpec.of(CA.root()).nextUpdate(NEXT).sign();
	}

	private static List<X509Certificate> presented(List<IssuedCertificate> more) {
		List<X509Certificate> presented = new ArrayList<>(WEB.chain());
		more.forEach((one) -> presented.add(one.certificate()));
		return presented;
	}

	private static RejectionReason verify(List<IssuedCertificate> more, X509CRL... crls) throws Exception {
		List<X509CRL> all = new ArrayList<>(List.of(crls));
		if (crls.length == 1) {
			all.add(ofRoot());
		}
		return verify(List.of(CA.rootCertificate()), presented(more), all);
	}

	private static RejectionReason verify(List<X509Certificate> anchors, List<X509Certificate> presented,
			List<X509CRL> crls) {
		TrustMaterial trust = TrustMaterial.of(anchors, "test").withCrls(crls, "test");
		RevocationPolicy policy = new RevocationPolicy(RevocationPolicy.Check.CRL, RevocationPolicy.OnUnknown.REJECT);
		PeerVerifier verifier = PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT.withRevocation(policy),
				Clock.systemUTC());
		PeerRejectedException rejection = catchThrowableOfType(PeerRejectedException.class,
				() -> verifier.verify(presented, KeyPurpose.CLIENT_AUTH));
		return (rejection != null) ? rejection.reason() : null;
	}

}
