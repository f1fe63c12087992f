package io.mtlsboot.revocation.ocsp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.asn1.DerWriter;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.ocsp.OcspSettings.IdHash;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OcspCodecTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate ISSUER = CA.clientIssuer();

	private static final X509Certificate WEB = CA.issue((leaf) -> leaf.subject("CN=web").issuer(ISSUER)).certificate();

	@ParameterizedTest
	@EnumSource
	void encodedWhenRequestThenBouncyCastleReadsTheSame(IdHash hash) throws Exception {
		Nonce nonce = Nonce.random();
		OCSPReq request = new OCSPReq(new OcspRequest(CertId.of(WEB, ISSUER.certificate(), hash), nonce).encoded());
		CertificateID id = request.getRequestList()[0].getCertID();
		assertThat(request.getRequestList()).hasSize(1);
		assertThat(request.isSigned()).isFalse();
		assertThat(id.getHashAlgOID().getId())
			.isEqualTo((hash == IdHash.SHA_1) ? "1.3.14.3.2.26" : "2.16.840.1.101.3.4.2.1");
		assertThat(id.matchesIssuer(new JcaX509CertificateHolder(ISSUER.certificate()),
				new JcaDigestCalculatorProviderBuilder().build()))
			.isTrue();
		assertThat(id.getSerialNumber()).isEqualTo(WEB.getSerialNumber());
		byte[] value = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce).getExtnValue().getOctets();
		assertThat(HexFormat.of().formatHex(value)).isEqualTo("0420" + nonce.hex());
	}

	@Test
	void encodedWhenNoNonceThenHasNoExtension() throws Exception {
		OCSPReq request = new OCSPReq(
				new OcspRequest(CertId.of(WEB, ISSUER.certificate(), IdHash.SHA_1), null).encoded());
		assertThat(request.hasExtensions()).isFalse();
	}

	@Test
	void readWhenCertIdIsWrittenThenIsTheSame() throws Exception {
		CertId id = CertId.of(WEB, ISSUER.certificate(), IdHash.SHA_256);
		assertThat(CertId.read(DerReader.of(id.encoded()).only(DerReader.SEQUENCE))).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 6, 8, 9, 10 })
	void readWhenRevokedThenKeepsTheReason(int reason) throws Exception {
		OcspResponse response = OcspResponse.read(AnswerSpec.of(ISSUER).about(WEB).revoked(NOW, reason).sign());
		assertThat(response.basic().responses().get(0).status())
			.isEqualTo(new CertStatus.Revoked(NOW, java.security.cert.CRLReason.values()[reason]));
	}

	@ParameterizedTest
	@ValueSource(strings = { "20260301000000", "20260301000000.5Z", "20260230000000Z", "20260301240000Z",
			"20260301000060Z", "2603010000Z", "20260301000000+0000", "٢٠٢٦0301000000Z", "" })
	void readWhenTimeIsOfAnotherFormThenRefused(String time) {
		byte[] encoded = DerWriter.element(0x18, time.getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> GeneralizedTime.only(DerReader.of(encoded)));
	}

	@Test
	void readWhenTruncatedAtAnyOctetThenRefused() throws Exception {
		byte[] good = good();
		for (int length = 0; length < good.length; length++) {
			byte[] truncated = Arrays.copyOf(good, length);
			assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(() -> OcspResponse.read(truncated));
		}
		assertThat(OcspResponse.read(good).basic()).isNotNull();
	}

	@Test
	void readWhenAnythingFollowsThenRefused() throws Exception {
		byte[] good = good();
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> OcspResponse.read(Arrays.copyOf(good, good.length + 1)));
	}

	@Test
	void readWhenTooLargeThenRefused() {
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> OcspResponse.read(new byte[OcspResponse.MAX_LENGTH + 1]))
			.withMessageContaining("expected at most 65536");
	}

	@Test
	void readWhenTooManyAnswersThenRefused() throws Exception {
		AnswerSpec spec = AnswerSpec.of(ISSUER);
		for (int i = 0; i < BasicResponse.MAX_RESPONSES; i++) {
			spec.about(WEB);
		}
		assertThat(OcspResponse.read(spec.sign()).basic().responses()).hasSize(BasicResponse.MAX_RESPONSES);
		byte[] many = spec.about(WEB).sign();
		assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(() -> OcspResponse.read(many))
			.withMessageContaining("many single answers");
	}

	@Test
	void readWhenTooManyCertificatesThenRefused() throws Exception {
		AnswerSpec spec = AnswerSpec.of(ISSUER).about(WEB);
		for (int i = 0; i < BasicResponse.MAX_CERTIFICATES + 1; i++) {
			spec.with(WEB);
		}
		byte[] many = spec.sign();
		assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(() -> OcspResponse.read(many))
			.withMessageContaining("many certificates");
	}

	@Test
	void readWhenErrorHasAnAnswerOrSuccessHasNoneThenRefused() {
		for (String hex : List.of("30070a0101a0023000", "30030a0100", "30030a0104", "30030a0107", "30040a020001",
				"30030a0101" + "00")) {
			assertThatExceptionOfType(CertificateParsingException.class)
				.isThrownBy(() -> OcspResponse.read(HexFormat.of().parseHex(hex)));
		}
	}

	@Test
	void readWhenExtensionIsThereTwiceThenRefused() throws Exception {
		byte[] once = Nonce.random().extension();
		byte[] single = DerWriter.element(0xA1, DerWriter.sequence(once));
		byte[] twice = DerWriter.element(0xA1, DerWriter.sequence(once, once));
		assertThat(OcspExtensions.read(DerReader.of(single).next(), Nonce.OID)).isNotNull();
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> OcspExtensions.read(DerReader.of(twice).next(), Nonce.OID))
			.withMessageContaining("expected each once");
	}

	@Test
	void readWhenNonceIsTooLongOrEmptyThenRefused() throws Exception {
		for (int length : new int[] { 0, 129 }) {
			byte[] answer = AnswerSpec.of(ISSUER).about(WEB).nonce(new byte[length]).sign();
			assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(() -> OcspResponse.read(answer))
				.withMessageContaining("expected 1 to 128");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2a8648ce3d8040302", "2a80", "8001", "2a8648ce3d04038f", "2a8f8f8f8f7f" })
	void readWhenAlgorithmIsMalformedThenRefused(String hex) {
		byte[] oid = DerWriter.objectIdentifier((hex.length() % 2 == 0) ? hex : hex + "0");
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> AlgorithmIdentifier.read(DerReader.of(DerWriter.sequence(oid)).next(DerReader.SEQUENCE)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "good", "revoked", "delegated" })
	void attackWhenOneByteIsChangedThenIsNeverBelieved(String kind) throws Exception {
		byte[] good = switch (kind) {
			case "revoked" -> AnswerSpec.of(ISSUER).about(WEB).revoked(NOW, CRLReason.keyCompromise).sign();
			case "delegated" -> AnswerSpec.of(ISSUER).about(WEB).signer(responder()).sign();
			default -> good();
		};
		AnswerVerifier verifier = new AnswerVerifier(OcspSettings.DEFAULT);
		Target target = Target.of(new RevocationQuery(WEB, ISSUER.certificate(), (name) -> List.of(), List.of(), NOW,
				Duration.ZERO, true), OcspSettings.DEFAULT);
		assertThat(verifier.verify(good, target, NOW, null, "'test'")).isNotNull();
		Random random = new Random(20_260_301L);
		for (int i = 0; i < (kind.equals("good") ? 2_000 : 500); i++) {
			byte[] mutated = good.clone();
			int position = random.nextInt(good.length);
			mutated[position] ^= (byte) (1 + random.nextInt(255));
			assertThatExceptionOfType(UnusableAnswerException.class).as("octet %d", position)
				.isThrownBy(() -> verifier.verify(mutated, target, NOW, null, "'test'"))
				.satisfies((ex) -> assertThat(ex.phrase()).isNotBlank().matches("\\P{Cntrl}*"));
		}
	}

	@Test
	void readWhenOctetsAreRandomThenNeverThrowsAnythingElse() {
		Random random = new Random(20_260_301L);
		for (int i = 0; i < 20_000; i++) {
			byte[] octets = new byte[random.nextInt(64)];
			random.nextBytes(octets);
			if (octets.length > 1) {
				octets[0] = DerReader.SEQUENCE;
				octets[1] = (byte) (octets.length - 2);
			}
			assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(() -> OcspResponse.read(octets));
		}
	}

	@Test
	void ofWhenSerialNumberIsNegativeOrHugeThenIsKept() throws Exception {
		for (BigInteger serial : List.of(BigInteger.ONE.negate(), BigInteger.ZERO, BigInteger.TWO.pow(159))) {
			X509Certificate odd = CA.issue((leaf) -> leaf.serial(serial).issuer(ISSUER)).certificate();
			CertId id = CertId.of(odd, ISSUER.certificate(), IdHash.SHA_1);
			assertThat(CertId.read(DerReader.of(id.encoded()).only(DerReader.SEQUENCE)).serial()).isEqualTo(serial);
		}
	}

	private static byte[] good() throws Exception {
		return AnswerSpec.of(ISSUER).about(WEB).nonce(new byte[32]).sign();
	}

	private static IssuedCertificate responder() throws Exception {
		byte[] purpose = new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning).getEncoded();
		return CA.issue((leaf) -> leaf.subject("CN=responder").issuer(ISSUER).extension("2.5.29.37", false, purpose));
	}

}
