package io.mtlsboot.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityPattern;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.x509.KeyPurpose;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Refuses as a strict service does that has everything: bundles, CRLs and patterns.
 */
class RefusalTests {

	private static final IdentityExtractor IDENTITIES = IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID));

	private static final Set<Check> MADE_HERE = EnumSet.range(Check.NAMES, Check.ADMISSION);

	private static final List<BadPeer> BAD = BadPeer.all();

	private static final List<X509CRL> CRLS = List.of(BadPeer.CA.crl(BadPeer.CA.root(), List.of()),
			BadPeer.CA.crl(BadPeer.CA.clientIssuer(), List.of(BadPeer.REVOKED)));

	private static final NavigableMap<Check, Consumer<LeafSpec>> ODDITIES = new TreeMap<>(
			Map.of(Check.NAMES, BadPeer::withUnreadableName, Check.LEAF, (leaf) -> leaf.ca(true), Check.FORM,
					BadPeer::withUnreadableExtension, Check.VALIDITY, BadPeer::expired, Check.KEY_STRENGTH,
					(leaf) -> leaf.keyAlgorithm(KeyAlgorithm.RSA_1024), Check.SIGNATURE_ALGORITHM,
					(leaf) -> leaf.signatureAlgorithm("SHA1withECDSA"), Check.PURPOSE,
					(leaf) -> leaf.purposes(Purpose.SERVER_AUTH), Check.PATH_VALIDATION, BadPeer::withCriticalExtension,
					Check.ANCHOR, BadPeer::ofPartner, Check.REVOCATION, (leaf) -> leaf.serial(BadPeer.REVOKED)));

	static List<BadPeer> bad() {
		return BAD;
	}

	@Test
	void verifyWhenNothingIsBadThenAccepts() {
		assertThat(refusal(BadPeer.web(BadPeer.CA, (leaf) -> {
		}).chain())).isNull();
	}

	@ParameterizedTest
	@MethodSource("bad")
	void verifyWhenCertificateIsBadThenSaysWhichAndWhy(BadPeer peer) {
		PeerRejectedException refusal = refusal(peer.presented());
		assertThat(refusal).isNotNull();
		assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(peer.reason());
		assertThat(refusal.certificate()).as(refusal.getMessage()).isEqualTo(peer.fault());
		assertThat(refusal.evidence()).isNotBlank();
	}

	@ParameterizedTest
	@MethodSource("bad")
	void verifyWhenACheckFailsThenThoseBeforePassedAndOthersWereNotReached(BadPeer peer) {
		PeerRejectedException refusal = refusal(peer.presented());
		assertThat(refusal.check()).as(refusal.getMessage()).isEqualTo(peer.check());
		assertResults(refusal.check(), refusal.check().results());
	}

	private static void assertResults(Check failed, List<Check.Result> results) {
		assertThat(results).extracting(Check.Result::check).containsExactly(Check.values());
		assertThat(results).allSatisfy((result) -> {
			int order = result.check().compareTo(failed);
			Check.Outcome expected = (order < 0) ? Check.Outcome.PASS : Check.Outcome.NOT_REACHED;
			assertThat(result.outcome()).isEqualTo((order == 0) ? Check.Outcome.FAIL : expected);
		});
	}

	@Test
	void verifyWhenNothingIsPresentedThenTheFirstCheckOfAllFails() {
		PeerRejectedException refusal = refusal(List.of());
		assertThat(refusal.reason()).isEqualTo(RejectionReason.NO_CERTIFICATE);
		assertThat(refusal.check()).isEqualTo(Check.CERTIFICATE);
		assertThat(refusal.certificate()).isNull();
	}

	@Test
	void badPeersMakeEveryCheckFail() {
		assertThat(BAD).extracting(BadPeer::check).containsAll(MADE_HERE);
		assertThat(BAD).extracting(BadPeer::reason).doesNotContain(RejectionReason.HANDSHAKE_FAILED);
	}

	static Stream<Check> madeHere() {
		return MADE_HERE.stream();
	}

	@ParameterizedTest
	@MethodSource("madeHere")
	void verifyWhenThisCheckAndAllLaterOnesWouldFailThenThisOneDoes(Check check) {
		IssuedCertificate leaf = BadPeer.CA.issue((spec) -> {
			spec.subject("CN=web").spiffeId(BadPeer.WEB + "/other").purposes(Purpose.CLIENT_AUTH).issuer(issuer(check));
			ODDITIES.tailMap(check, true).values().forEach((oddity) -> oddity.accept(spec));
		});
		PeerRejectedException refusal = refusal(leaf.chain());
		assertThat(refusal).isNotNull();
		assertThat(refusal.check()).as(refusal.getMessage()).isEqualTo(check);
	}

	private static IssuedCertificate issuer(Check check) {
		if (check.compareTo(Check.NAME_CONSTRAINTS) > 0) {
			return BadPeer.CA.clientIssuer();
		}
		IssuedCertificate root = (check.compareTo(Check.PATH) > 0) ? BadPeer.CA.root() : BadPeer.STRANGER.root();
		return Hierarchy.ca(root, (spec) -> {
			BadPeer.constraints().accept(spec);
			if (check != Check.NAME_CONSTRAINTS) {
				spec.keyUsage(KeyUsage.cRLSign);
			}
		});
	}

	private static PeerRejectedException refusal(List<X509Certificate> presented) {
		PeerAuthorizer authorizer = PeerAuthorizer.callers(List.of(IdentityPattern.parse(BadPeer.WEB)), IDENTITIES);
		return catchThrowableOfType(PeerRejectedException.class,
				() -> authorizer.authorize(verifier().verify(presented, KeyPurpose.CLIENT_AUTH), null));
	}

	private static PeerVerifier verifier() {
		List<X509Certificate> ours = List.of(BadPeer.CA.rootCertificate(), BadPeer.RSA_CA.rootCertificate(),
				BadPeer.EXPIRED_ROOT.certificate());
		List<X509Certificate> partner = List.of(BadPeer.PARTNER.rootCertificate());
		TrustMaterial trust = TrustMaterial.of(Stream.concat(ours.stream(), partner.stream()).toList(), "test anchors")
			.withBundles(Map.of("ours", ours, "partner", partner))
			.withCrls(CRLS, "test CRLs");
		List<VouchedNames> names = List.of(VouchedNames.parse("ours", List.of("spiffe://shop.example/**")),
				VouchedNames.parse("partner", List.of("spiffe://partner.example/**")));
		RevocationPolicy revocation = new RevocationPolicy(RevocationPolicy.Check.CRL,
				RevocationPolicy.OnUnknown.REJECT);
		return PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT.withRevocation(revocation),
				Vouching.of(names, IDENTITIES), RevocationServices.NONE, Clock.systemUTC());
	}

}
