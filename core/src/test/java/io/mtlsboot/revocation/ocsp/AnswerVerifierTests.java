package io.mtlsboot.revocation.ocsp;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.asn1.DerWriter;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.ocsp.OcspSettings.NoncePolicy;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AnswerVerifierTests {

	private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

	private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final Nonce NONCE = Nonce.random();

	private static final DevCa CA = DevCa.create("shop.example");

	private static final DevCa IMPOSTOR = CA.impostor();

	private static final IssuedCertificate ISSUER = CA.clientIssuer();

	private static final X509Certificate WEB = CA.issue((leaf) -> leaf.subject("CN=web").issuer(ISSUER)).certificate();

	@Test
	void verifyWhenCaSignsByNameThenGood() throws Exception {
		Answer answer = verify(answer().sign());
		assertThat(answer.isGood()).isTrue();
		assertThat(answer.end()).isAfter(NOW);
	}

	@Test
	void verifyWhenCaSignsByKeyThenGood() throws Exception {
		assertThat(verify(answer().byKey().sign()).isGood()).isTrue();
	}

	@Test
	void verifyWhenAnswerNamesTheCertificateBySha256ThenGood() throws Exception {
		assertThat(verify(AnswerSpec.of(ISSUER).sha256().about(WEB).sign()).isGood()).isTrue();
	}

	@Test
	void verifyWhenAnswerIsOneOfSeveralThenFindsIt() throws Exception {
		AnswerSpec spec = AnswerSpec.of(ISSUER).about(ISSUER.certificate());
		assertThat(verify(spec.about(WEB).sign()).isGood()).isTrue();
	}

	@Test
	void verifyWhenCertificateIsRevokedThenKeepsDateAndReason() throws Exception {
		Answer answer = verify(answer().revoked(NOW.minusSeconds(9), CRLReason.keyCompromise).sign());
		assertThat(answer.evidence(target().id()))
			.isEqualTo("serial number " + WEB.getSerialNumber().toString(16) + ", revoked " + NOW.minusSeconds(9)
					+ ", reason KEY_COMPROMISE, by the OCSP answer of 'test' of " + answer.thisUpdate());
	}

	@Test
	void verifyWhenAnswerHasNoEndThenIsBelievedForTheMaximumAge() throws Exception {
		Answer answer = verify(answer().from(NOW.minusSeconds(60)).until(null).sign());
		assertThat(answer.end()).isEqualTo(NOW.minusSeconds(60).plus(OcspSettings.DEFAULT.maxAge()));
		Instant old = NOW.minus(OcspSettings.DEFAULT.maxAge()).minusSeconds(1);
		assertThat(objection(answer().from(old).until(null).sign())).startsWith("sent an answer that is stale since");
	}

	@Test
	void verifyWhenClocksDifferWithinTheSkewThenGood() throws Exception {
		byte[] stale = answer().from(NOW.minusSeconds(60)).until(NOW.minusSeconds(5)).sign();
		byte[] future = answer().from(NOW.plusSeconds(5)).sign();
		assertThat(objection(stale)).contains("stale since " + NOW.minusSeconds(5));
		assertThat(objection(future)).contains("holds from " + NOW.plusSeconds(5));
		Duration skew = Duration.ofSeconds(5);
		assertThat(verify(stale, skew).isCurrent(NOW, skew)).isTrue();
		assertThat(verify(future, skew).isCurrent(NOW, skew)).isTrue();
	}

	@Test
	void verifyWhenStaleOrFutureAnswerRevokesThenRevoked() throws Exception {
		byte[] stale = answer().from(NOW.minusSeconds(60))
			.until(NOW.minusSeconds(5))
			.revoked(NOW, CRLReason.superseded)
			.nonce(new byte[8])
			.sign();
		assertThat(verify(stale).isFinal()).isTrue();
		byte[] future = answer().from(NOW.plusSeconds(5)).revoked(NOW, CRLReason.superseded).sign();
		assertThat(verify(future).isFinal()).isTrue();
	}

	@Test
	void verifyWhenStaleAnswerHoldsThenUnusable() throws Exception {
		byte[] stale = answer().from(NOW.minusSeconds(60))
			.until(NOW.minusSeconds(5))
			.revoked(NOW, CRLReason.certificateHold)
			.sign();
		assertThat(objection(stale)).contains("stale since");
	}

	@Test
	void verifyWhenAnswerSaysBothThenRevoked() throws Exception {
		byte[] revoked = answer().alsoGood(WEB).revoked(NOW, CRLReason.keyCompromise).sign();
		assertThat(verify(revoked).isFinal()).isTrue();
	}

	@Test
	void attackWhenAnswerForAnotherSerialNumberIsReplayedThenUnusable() throws Exception {
		X509Certificate other = CA.issue((leaf) -> leaf.issuer(ISSUER)).certificate();
		assertThat(objection(AnswerSpec.of(ISSUER).about(other).sign()))
			.startsWith("answered for another certificate (expected");
	}

	@Test
	void attackWhenAnotherCaOfTheSameNameHasTheSerialNumberThenUnusable() throws Exception {
		assertThat(objection(AnswerSpec.of(IMPOSTOR.clientIssuer()).about(WEB).sign()))
			.startsWith("answered for another certificate");
	}

	@Test
	void attackWhenAnotherCaSignsForThisOneThenUnusable() throws Exception {
		for (IssuedCertificate signer : List.of(IMPOSTOR.clientIssuer(), CA.serverIssuer(), CA.root())) {
			assertThat(objection(AnswerSpec.of(ISSUER).about(WEB).signer(signer).sign()))
				.contains("(expected one of 'CN=shop.example dev client CA' or of whom it authorizes)");
		}
	}

	@Test
	void attackWhenLeafOfTheCaWithoutOcspSigningSignsThenUnusable() throws Exception {
		assertThat(objection(signedBy(responder(
				(leaf) -> leaf.extension(EXTENDED_KEY_USAGE, false, purpose(KeyPurposeId.id_kp_clientAuth))))))
			.contains("not for OCSP alone (expected the extended key usage OCSPSigning, no CA)");
		assertThat(objection(signedBy(responder((leaf) -> leaf.withoutExtension(EXTENDED_KEY_USAGE)))))
			.contains("not for OCSP alone");
		assertThat(objection(signedBy(responder(
				(leaf) -> leaf.extension(EXTENDED_KEY_USAGE, false, purpose(KeyPurposeId.anyExtendedKeyUsage))))))
			.contains("not for OCSP alone");
	}

	@Test
	void attackWhenIntermediateWithOcspSigningSignsThenUnusable() throws Exception {
		assertThat(objection(signedBy(responder((leaf) -> leaf.ca(true))))).contains("not for OCSP alone");
		assertThat(objection(
				signedBy(responder((leaf) -> leaf.keyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature)))))
			.contains("not for OCSP alone");
	}

	@Test
	void attackWhenResponderOfAnotherCaSignsThenUnusable() throws Exception {
		for (IssuedCertificate issuer : List.of(CA.root(), CA.serverIssuer(), IMPOSTOR.clientIssuer())) {
			assertThat(objection(signedBy(responder((leaf) -> leaf.issuer(issuer)))))
				.contains("whose certificate that CA has not issued");
		}
	}

	@Test
	void attackWhenKeyUsageOfTheResponderIsNotForSignaturesThenUnusable() throws Exception {
		assertThat(objection(signedBy(responder((leaf) -> leaf.keyUsage(KeyUsage.keyAgreement)))))
			.contains("not for OCSP alone");
	}

	@Test
	void attackWhenResponderIsOfACaOfAnotherNameWithTheSameKeyThenUnusable() throws Exception {
		KeyPair keys = new KeyPair(ISSUER.certificate().getPublicKey(), ISSUER.privateKey());
		IssuedCertificate other = CA.issue((leaf) -> leaf.subject("CN=other CA").ca(true).keyPair(keys));
		assertThat(objection(signedBy(responder((leaf) -> leaf.issuer(other)))))
			.contains("whose certificate that CA has not issued");
	}

	@Test
	void attackWhenResponderOfAnotherCaSaysItsIssuerSignedItThenUnusable() throws Exception {
		// Signed by the impostor, whose CA has the same name
		IssuedCertificate forged = responder((leaf) -> leaf.issuer(IMPOSTOR.clientIssuer()));
		byte[] answer = AnswerSpec.of(ISSUER)
			.about(WEB)
			.with(IMPOSTOR.clientIssuer().certificate())
			.signer(forged)
			.sign();
		assertThat(objection(answer)).contains("whose certificate that CA has not issued");
	}

	@Test
	void attackWhenResponderSignsItselfThenUnusable() throws Exception {
		assertThat(objection(signedBy(responder((leaf) -> leaf.subject("CN=shop.example dev client CA").selfSigned()))))
			.contains("whose certificate that CA has not issued");
	}

	@Test
	void attackWhenAnswerOfAnotherKeyComesWithTheRightCertificateThenUnusable() throws Exception {
		IssuedCertificate right = responder(UnaryOperator.identity());
		assertThat(objection(signedBy(right.withKeyOf(IMPOSTOR.root()))))
			.contains("whose key has not made the signature");
	}

	@Test
	void verifyWhenResponderIsAuthorizedThenGood() throws Exception {
		IssuedCertificate responder = responder(UnaryOperator.identity());
		assertThat(verify(signedBy(responder)).isGood()).isTrue();
		assertThat(verify(AnswerSpec.of(ISSUER).about(WEB).byKey().signer(responder).sign()).isGood()).isTrue();
		assertThat(verify(signedBy(responder((leaf) -> leaf.withoutExtension("2.5.29.15")))).isGood()).isTrue();
	}

	@Test
	void verifyWhenCertificateOfTheResponderIsNotSentThenUnusable() throws Exception {
		byte[] answer = AnswerSpec.of(ISSUER)
			.about(WEB)
			.signer(responder(UnaryOperator.identity()))
			.withoutCertificates()
			.sign();
		assertThat(objection(answer)).contains("of 'CN=responder', which none of the certificates with it belongs to");
	}

	@Test
	void attackWhenResponderIsExpiredThenUnusable() throws Exception {
		IssuedCertificate expired = responder(
				(leaf) -> leaf.notBefore(NOW.minusSeconds(100)).notAfter(NOW.minusSeconds(5)));
		assertThat(objection(signedBy(expired))).contains("whose certificate is valid from");
		assertThat(verify(signedBy(expired), Duration.ofSeconds(5)).isGood()).isTrue();
		assertThat(objection(signedBy(responder((leaf) -> leaf.notBefore(NOW.plusSeconds(5))))))
			.contains("whose certificate is valid from");
	}

	@Test
	void verifyWhenResponderCouldBeRevokedThenOnlyAShortLifeIsBelieved() throws Exception {
		assertThat(
				objection(signedBy(responder((leaf) -> leaf.withoutExtension(NO_CHECK).validFor(Duration.ofDays(32))))))
			.contains("(expected the extension ocsp-nocheck, or a lifetime up to 31 days)");
		assertThat(verify(signedBy(responder((leaf) -> leaf.withoutExtension(NO_CHECK).validFor(Duration.ofDays(30)))))
			.isGood()).isTrue();
	}

	@Test
	void attackWhenResponderSaysThatItIsSignedByAnotherAlgorithmThenUnusable() throws Exception {
		IssuedCertificate responder = responder(UnaryOperator.identity());
		DerReader parts = DerReader.of(responder.certificate().getEncoded()).only(DerReader.SEQUENCE).reader();
		byte[] tbs = parts.next().encoded();
		byte[] oid = parts.next().reader().next().encoded();
		byte[] signature = parts.next().encoded();
		byte[] odd = DerWriter.sequence(tbs, DerWriter.sequence(oid, new byte[] { 5, 0 }), signature);
		DelegatedResponder delegated = DelegatedResponder.read(DerReader.of(odd).next());
		assertThat(delegated.objection(ISSUER.certificate(), NOW, Duration.ZERO))
			.isEqualTo("whose certificate that CA has not issued");
	}

	@Test
	void attackWhenManyCertificatesClaimToBeTheResponderThenFewAreTried() throws Exception {
		IssuedCertificate right = responder(UnaryOperator.identity());
		AnswerSpec spec = AnswerSpec.of(ISSUER).about(WEB);
		for (int i = 0; i < 2; i++) {
			spec.with(responder((leaf) -> leaf.issuer(IMPOSTOR.clientIssuer())).certificate());
		}
		assertThat(objection(spec.signer(right).sign())).contains("whose certificate that CA has not issued");
	}

	@Test
	void attackWhenAlgorithmOrKeyOfTheResponderIsWeakThenUnusable() throws Exception {
		assertThat(objection(answer().algorithm("SHA1withECDSA").sign()))
			.startsWith("sent an answer with a weak signature (1.2.840.10045.4.1, expected");
		assertThat(objection(signedBy(responder((leaf) -> leaf.signatureAlgorithm("SHA1withECDSA")))))
			.contains("whose certificate that CA has not issued");
		IssuedCertificate weak = responder((leaf) -> leaf.keyPair(rsa(1024)));
		assertThat(objection(AnswerSpec.of(ISSUER).about(WEB).signer(weak).algorithm("SHA256withRSA").sign()))
			.contains("not for OCSP alone");
	}

	@Test
	void verifyWhenAlgorithmIsAnyStrongOneThenGood() throws Exception {
		IssuedCertificate rsa = responder((leaf) -> leaf.keyPair(rsa(2048)));
		assertThat(verify(AnswerSpec.of(ISSUER).about(WEB).signer(rsa).algorithm("SHA512withRSA").sign()).isGood())
			.isTrue();
		assertThat(verify(AnswerSpec.of(ISSUER)
			.about(WEB)
			.signer(rsa)
			.sign(new JcaContentSignerBuilder("SHA256withRSAandMGF1").setProvider(new BouncyCastleProvider())))
			.isGood()).isTrue();
		IssuedCertificate ed25519 = responder((leaf) -> leaf.keyAlgorithm(KeyAlgorithm.ED25519));
		assertThat(verify(AnswerSpec.of(ISSUER).about(WEB).signer(ed25519).algorithm("Ed25519").sign()).isGood())
			.isTrue();
	}

	@Test
	void verifyWhenResponderHasACriticalExtensionOfItsOwnThenUnusable() throws Exception {
		assertThat(objection(signedBy(responder((leaf) -> leaf.extension("1.2.3.4", true, new byte[] { 5, 0 })))))
			.contains("not for OCSP alone");
	}

	@Test
	void verifyWhenAnswerHasACriticalExtensionThenUnusable() throws Exception {
		Extension odd = new Extension(new ASN1ObjectIdentifier("1.2.3.4"), true,
				new DEROctetString(DERNull.INSTANCE.getEncoded()));
		assertThat(objection(answer().extension(odd).sign())).contains("with a critical extension");
		Extension harmless = new Extension(odd.getExtnId(), false, odd.getExtnValue());
		assertThat(verify(answer().extension(harmless).sign()).isGood()).isTrue();
	}

	@Test
	void verifyWhenNonceComesBackThenMustBeTheOneThatWasSent() throws Exception {
		byte[] sent = HexFormat.of().parseHex(NONCE.hex());
		for (NoncePolicy policy : NoncePolicy.values()) {
			assertThat(verify(answer().nonce(sent).sign(), policy, NONCE).isGood()).isTrue();
			assertThat(objection(answer().nonce(new byte[32]).sign(), policy, NONCE))
				.startsWith("sent an answer with another nonce");
		}
		assertThat(verify(answer().sign(), NoncePolicy.SEND, NONCE).isGood()).isTrue();
		assertThat(objection(answer().sign(), NoncePolicy.REQUIRE, NONCE)).startsWith("sent an answer without a nonce");
	}

	@Test
	void verifyWhenResponderKnowsNothingThenUnusable() throws Exception {
		assertThat(objection(answer().unknown().sign())).startsWith("does not know the certificate");
	}

	private static IssuedCertificate responder(UnaryOperator<LeafSpec> customizer) {
		return CA.issue((leaf) -> customizer.apply(leaf.subject("CN=responder")
			.issuer(ISSUER)
			.extension(NO_CHECK, false, new byte[] { 5, 0 })
			.extension(EXTENDED_KEY_USAGE, false, purpose(KeyPurposeId.id_kp_OCSPSigning))));
	}

	private static byte[] purpose(KeyPurposeId purpose) {
		try {
			return new ExtendedKeyUsage(purpose).getEncoded();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyPair rsa(int bits) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(bits);
			return generator.generateKeyPair();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] signedBy(IssuedCertificate responder) throws Exception {
		PrivateKey key = responder.privateKey();
		return AnswerSpec.of(ISSUER)
			.about(WEB)
			.signer(responder)
			.algorithm("RSA".equals(key.getAlgorithm()) ? "SHA256withRSA" : "SHA256withECDSA")
			.sign();
	}

	private static AnswerSpec answer() throws Exception {
		return AnswerSpec.of(ISSUER).about(WEB);
	}

	private static Target target() throws Exception {
		return target(Duration.ZERO);
	}

	private static Target target(Duration skew) throws Exception {
		return Target.of(
				new RevocationQuery(WEB, ISSUER.certificate(), (name) -> List.of(), List.of(), NOW, skew, true),
				OcspSettings.DEFAULT);
	}

	private static Answer verify(byte[] answer) throws Exception {
		return verify(answer, NoncePolicy.SEND, null);
	}

	private static Answer verify(byte[] answer, Duration skew) throws Exception {
		return new AnswerVerifier(OcspSettings.DEFAULT).verify(answer, target(skew), NOW, null, "'test'");
	}

	private static Answer verify(byte[] answer, NoncePolicy policy, Nonce sent) throws Exception {
		return new AnswerVerifier(OcspSettings.DEFAULT.withNonce(policy)).verify(answer, target(), NOW, sent, "'test'");
	}

	private static String objection(byte[] answer) {
		return objection(answer, NoncePolicy.SEND, null);
	}

	private static String objection(byte[] answer, NoncePolicy policy, Nonce sent) {
		return catchThrowableOfType(UnusableAnswerException.class, () -> verify(answer, policy, sent)).phrase();
	}

}
