package io.mtlsboot.revocation;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CRLException;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.CrlSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.operator.ContentSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RevocationListTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate ISSUER = CA.clientIssuer();

	private static final X500Principal NAME = ISSUER.certificate().getSubjectX500Principal();

	private static final IssuingDistributionPoint INDIRECT = new IssuingDistributionPoint(null, false, false, null,
			true, false);

	// removeFromCRL
	private static final byte[] REMOVE = { 0x0A, 0x01, 0x08 };

	@Test
	void readWhenCrlIsOfACaThenSaysWhatItSays() throws Exception {
		Instant next = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
		X509CRL crl = CrlSpec.of(ISSUER).nextUpdate(next).revoke(BigInteger.TEN, 1).sign();
		RevocationList list = RevocationList.of(crl.getEncoded(), "/run/mtls/ca.crl");
		assertThat(list.issuer()).isEqualTo(NAME);
		assertThat(list.thisUpdate()).isEqualTo(crl.getThisUpdate().toInstant());
		assertThat(list.nextUpdate()).contains(next);
		assertThat(list.size()).isEqualTo(1);
		assertThat(list.length()).isEqualTo(crl.getEncoded().length);
		assertThat(list.location()).isEqualTo("/run/mtls/ca.crl");
		assertThat(list.signatureAlgorithm()).isEqualTo("SHA256withECDSA");
		assertThat(list.hasStrongSignature()).isTrue();
		assertThat(list).hasToString("CRL of 'CN=shop.example dev client CA' of " + list.thisUpdate()
				+ " with 1 entries from '/run/mtls/ca.crl'");
		assertThat(list.find(NAME, BigInteger.TEN)).contains(new RevokedEntry(
				crl.getRevokedCertificate(BigInteger.TEN).getRevocationDate().toInstant(), CRLReason.KEY_COMPROMISE));
	}

	@Test
	void equalsWhenEncodingIsTheSameThenIsEqual() throws Exception {
		byte[] der = CrlSpec.of(ISSUER).encoded();
		RevocationList list = RevocationList.of(der, "one");
		assertThat(list).isEqualTo(RevocationList.of(der.clone(), "other"))
			.hasSameHashCodeAs(RevocationList.of(der.clone(), "other"))
			.isNotEqualTo(CrlSpec.of(ISSUER).list())
			.isNotEqualTo(null);
	}

	@Test
	void findWhenNumbersAreRandomThenAgreesWithTheJdk() throws Exception {
		Random random = new Random(20_261_126L);
		CrlSpec spec = CrlSpec.of(ISSUER);
		BigInteger[] serials = new BigInteger[2_000];
		for (int i = 0; i < serials.length; i++) {
			serials[i] = new BigInteger(1 + random.nextInt(200), random).subtract(BigInteger.valueOf(1L << 40));
			spec.revoke(serials[i], new int[] { 0, 1, 5, 6, 9 }[random.nextInt(5)]);
		}
		X509CRL crl = spec.sign();
		RevocationList list = RevocationList.of(crl.getEncoded(), "test");
		assertThat(list.size()).isEqualTo(serials.length);
		for (BigInteger serial : serials) {
			assertThat(list.find(NAME, serial)).as(serial.toString()).isPresent();
			assertSame(list, crl, serial.add(BigInteger.ONE));
			assertSame(list, crl, serial.negate());
		}
	}

	private static void assertSame(RevocationList list, X509CRL crl, BigInteger serial) {
		assertThat(list.find(NAME, serial).isPresent()).as(serial.toString())
			.isEqualTo(crl.getRevokedCertificate(serial) != null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "127", "128", "255", "-1", "-128", "-129", "7f0102030405060708090a0b0c0d0e0f10111213",
			"-7f0102030405060708090a0b0c0d0e0f10111213141516171819" })
	void findWhenNumberIsUnusualThenFindsNoOther(String hex) throws Exception {
		BigInteger serial = (hex.length() > 4) ? new BigInteger(hex, 16) : new BigInteger(hex);
		RevocationList list = CrlSpec.of(ISSUER).revoke(serial, 0).list();
		assertThat(list.find(NAME, serial)).isPresent();
		assertThat(list.find(NAME, serial.add(BigInteger.valueOf(256)))).isEmpty();
		assertThat(list.find(NAME, serial.negate()).isPresent()).isEqualTo(serial.signum() == 0);
	}

	@Test
	void findWhenOctetsDifferByTheSignOnlyThenFindsNoOther() throws Exception {
		// PKITS 4.4.14: FF and 00 FF
		RevocationList list = CrlSpec.of(ISSUER).revoke(BigInteger.ONE.negate(), 0).list();
		assertThat(list.find(NAME, BigInteger.valueOf(255))).isEmpty();
		assertThat(list.find(NAME, BigInteger.ONE.negate())).isPresent();
	}

	@Test
	void findWhenNumberIsThereTwiceThenTheOneThatRevokesCounts() throws Exception {
		RevocationList list = CrlSpec.of(ISSUER)
			.revoke(BigInteger.ONE, 8)
			.revoke(BigInteger.ONE, 1)
			.revoke(BigInteger.TWO, 4)
			.revoke(BigInteger.TWO, 8)
			.revoke(BigInteger.TEN, 8)
			.list();
		assertThat(list.size()).isEqualTo(5);
		assertThat(list.find(NAME, BigInteger.ONE)).map(RevokedEntry::reason).contains(CRLReason.KEY_COMPROMISE);
		assertThat(list.find(NAME, BigInteger.TWO)).map(RevokedEntry::reason).contains(CRLReason.SUPERSEDED);
		assertThat(list.find(NAME, BigInteger.TEN)).isEmpty();
	}

	@Test
	void findWhenCrlIsIndirectThenIssuerHoldsForTheEntriesThatFollow() throws Exception {
		RevocationList list = CrlSpec.of(ISSUER)
			.scope(INDIRECT)
			.revoke(BigInteger.ONE, 1)
			.revokeOf("CN=other", BigInteger.TWO)
			.revoke(BigInteger.valueOf(3), 1)
			.revokeOf("CN=third", BigInteger.valueOf(4))
			.revokeOf("cn=OTHER", BigInteger.valueOf(5))
			.list();
		X500Principal other = new X500Principal("CN=other");
		assertThat(list.size()).isEqualTo(5);
		assertThat(list.find(NAME, BigInteger.ONE)).isPresent();
		assertThat(list.find(other, BigInteger.ONE)).isEmpty();
		assertThat(list.find(other, BigInteger.TWO)).isPresent();
		assertThat(list.find(other, BigInteger.valueOf(3))).isPresent();
		assertThat(list.find(NAME, BigInteger.valueOf(3))).isEmpty();
		assertThat(list.find(other, BigInteger.valueOf(4))).isEmpty();
		assertThat(list.find(new X500Principal("CN=third"), BigInteger.valueOf(4))).isPresent();
		assertThat(list.find(other, BigInteger.valueOf(5))).isPresent();
		assertThat(list.find(new X500Principal("CN=fourth"), BigInteger.valueOf(5))).isEmpty();
	}

	@Test
	void readWhenThereAreAMillionEntriesThenFindsEachAndKeepsLittle() throws Exception {
		int entries = 1_000_000;
		byte[] der = LargeCrl.of(entries);
		RevocationList list = RevocationList.of(der, "test");
		assertThat(list.size()).isEqualTo(entries);
		assertThat(list.memory()).isLessThanOrEqualTo(der.length + 16L * entries);
		for (int i = 0; i < entries; i += 101) {
			assertThat(list.find(LargeCrl.ISSUER, LargeCrl.serial(i)).isPresent()).isTrue();
			assertThat(list.find(LargeCrl.ISSUER, LargeCrl.serial(i).add(BigInteger.ONE)).isPresent()).isFalse();
		}
	}

	@Test
	void readWhenCriticalExtensionOfCrlIsUnknownThenIsNotSupported() throws Exception {
		assertNotSupported("critical extension 1.2.840.113549", CrlSpec.of(ISSUER)
			.with((crl) -> crl.addExtension(new ASN1ObjectIdentifier("1.2.840.113549"), true, DERNull.INSTANCE)));
	}

	@Test
	void readWhenOtherExtensionIsUnknownThenReads() throws Exception {
		assertThat(
				CrlSpec.of(ISSUER)
					.with((crl) -> crl.addExtension(new ASN1ObjectIdentifier("2.999.1"), false, DERNull.INSTANCE))
					.with((crl) -> crl.addExtension(Extension.freshestCRL, false, DERNull.INSTANCE))
					.with((crl) -> crl.addCRLEntry(BigInteger.ONE, new Date(),
							new Extensions(new Extension[] {
									Extension.create(Extension.instructionCode, false, DERNull.INSTANCE),
									Extension.create(new ASN1ObjectIdentifier("1.2.3"), false, DERNull.INSTANCE) })))
					.list()
					.find(NAME, BigInteger.ONE))
			.isPresent();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readWhenCrlIsDeltaThenIsNotSupported(boolean critical) throws Exception {
		assertNotSupported("is a delta CRL", CrlSpec.of(ISSUER)
			.with((crl) -> crl.addExtension(Extension.deltaCRLIndicator, critical, new CRLNumber(BigInteger.ONE))));
	}

	@Test
	void readWhenAnyEntryHasUnknownCriticalExtensionThenIsNotSupported() throws Exception {
		assertNotSupported("entry with the critical extension 2.5.29.23",
				CrlSpec.of(ISSUER)
					.revoke(BigInteger.ONE, 1)
					.with((crl) -> crl.addCRLEntry(BigInteger.TWO, new Date(), new Extensions(
							Extension.create(Extension.instructionCode, true, new ASN1ObjectIdentifier("1.2.3"))))));
	}

	@Test
	void readWhenDirectCrlHasEntryOfAnotherCaThenIsNotSupported() throws Exception {
		assertNotSupported("another CA", CrlSpec.of(ISSUER).revokeOf("CN=other", BigInteger.ONE));
	}

	@ParameterizedTest
	@CsvSource({ "0a0107", "0a010b", "0a020001", "020101", "0a00" })
	void readWhenReasonIsNoneThenMalformed(String der) throws Exception {
		assertMalformed(entry(Extension.reasonCode, HexFormat.of().parseHex(der)));
	}

	@Test
	void readWhenEntryHasReasonTwiceThenMalformed() throws Exception {
		byte[] der = CrlSpec.of(ISSUER)
			.with((crl) -> crl.addCRLEntry(BigInteger.ONE, new Date(),
					new Extensions(new Extension[] { new Extension(Extension.reasonCode, false, REMOVE),
							new Extension(new ASN1ObjectIdentifier("2.5.29.22"), false, REMOVE) })))
			.encoded();
		assertThat(RevocationList.of(der, "test").find(NAME, BigInteger.ONE)).isEmpty();
		// 2.5.29.22 becomes 2.5.29.21
		assertMalformed(HexFormat.of().parseHex(HexFormat.of().formatHex(der).replaceFirst("551d16", "551d15")));
	}

	@Test
	void readWhenCrlHasExtensionTwiceThenMalformed() throws Exception {
		byte[] der = CrlSpec.of(ISSUER)
			.scope(INDIRECT)
			.with((crl) -> crl.addExtension(new ASN1ObjectIdentifier("2.5.29.22"), false, INDIRECT))
			.encoded();
		assertMalformed(HexFormat.of().parseHex(HexFormat.of().formatHex(der).replaceFirst("551d16", "551d1c")));
	}

	@Test
	void readWhenIndirectEntryNamesNoCaThenMalformed() throws Exception {
		byte[] names = new GeneralNames(new GeneralName(GeneralName.dNSName, "other.example")).getEncoded();
		assertMalformed(entry(Extension.certificateIssuer, names));
	}

	private static CrlSpec entry(ASN1ObjectIdentifier extension, byte[] value) throws Exception {
		return CrlSpec.of(ISSUER)
			.scope(INDIRECT)
			.with((crl) -> crl.addCRLEntry(BigInteger.ONE, new Date(),
					new Extensions(new Extension(extension, false, value))));
	}

	@Test
	void readWhenAlgorithmInsideIsAnotherThenMalformed() throws Exception {
		byte[] der = CrlSpec.of(ISSUER).encoded();
		String hex = HexFormat.of().formatHex(der);
		assertMalformed(HexFormat.of().parseHex(hex.replaceFirst("2a8648ce3d040302", "2a8648ce3d040303")));
	}

	@Test
	void readWhenSomethingFollowsThenMalformed() throws Exception {
		byte[] der = CrlSpec.of(ISSUER).encoded();
		assertMalformed(Arrays.copyOf(der, der.length + 1));
	}

	@Test
	void readWhenLengthIsIndefiniteThenMalformed() throws Exception {
		byte[] der = CrlSpec.of(ISSUER).encoded();
		byte[] indefinite = Arrays.copyOf(der, der.length + 1);
		indefinite[1] = (byte) 0x80;
		assertMalformed(indefinite);
	}

	@ParameterizedTest
	@ValueSource(strings = { "3084ffffffff", "30847fffffff", "3085010000000030", "308400000001ff", "30", "" })
	void readWhenLengthIsOddThenMalformed(String der) {
		assertMalformed(HexFormat.of().parseHex(der));
	}

	@Test
	void readWhenCutShortAnywhereThenMalformed() throws Exception {
		byte[] der = CrlSpec.of(ISSUER).scope(INDIRECT).revokeOf("CN=other", BigInteger.ONE).encoded();
		for (int i = 0; i < der.length; i++) {
			assertMalformed(Arrays.copyOf(der, i));
		}
	}

	@Test
	void readWhenOneByteIsChangedThenNeitherIsSignedNorThrowsAnythingElse() throws Exception {
		Random random = new Random(20_261_126L);
		byte[] good = CrlSpec.of(ISSUER)
			.scope(INDIRECT)
			.revoke(BigInteger.ONE, 1)
			.revokeOf("CN=other", BigInteger.TWO)
			.encoded();
		PublicKey key = ISSUER.certificate().getPublicKey();
		assertThat(RevocationList.of(good, "test").isSignedBy(key)).isTrue();
		int read = 0;
		for (int i = 0; i < 3_000; i++) {
			byte[] mutated = good.clone();
			mutated[random.nextInt(good.length)] ^= (byte) (1 + random.nextInt(255));
			try {
				RevocationList list = RevocationList.of(mutated, "test");
				list.find(NAME, BigInteger.ONE);
				list.find(list.issuer(), BigInteger.TWO);
				assertThat(list.toString()).isNotEmpty();
				assertThat(list.isSignedBy(key)).isFalse();
				read++;
			}
			catch (CRLException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		}
		assertThat(read).isGreaterThan(100);
	}

	@ParameterizedTest
	@CsvSource({ "RSA, SHA256withRSA, true", "RSA, SHA1withRSA, false", "EC, SHA384withECDSA, true",
			"EC, SHA1withECDSA, false", "Ed25519, Ed25519, true", "Ed448, Ed448, true" })
	void isSignedByWhenKeyIsThatOfTheSignerThenIs(String keys, String algorithm, boolean strong) throws Exception {
		KeyPair signer = KeyPairGenerator.getInstance(keys).generateKeyPair();
		KeyPair other = KeyPairGenerator.getInstance(keys).generateKeyPair();
		IssuedCertificate issuer = CA.issue((leaf) -> leaf.subject("CN=signer").ca(true).keyPair(signer));
		RevocationList list = CrlSpec.of(issuer).algorithm(algorithm).list();
		assertThat(list.isSignedBy(signer.getPublic())).isTrue();
		assertThat(list.isSignedBy(other.getPublic())).isFalse();
		assertThat(list.isSignedBy(CA.root().certificate().getPublicKey())).isFalse();
		assertThat(list.hasStrongSignature()).isEqualTo(strong);
	}

	@ParameterizedTest
	@CsvSource({ "SHA-512, true", "SHA-1, false" })
	void isSignedByWhenSignatureIsPssThenParametersCount(String digest, boolean strong) throws Exception {
		KeyPair signer = KeyPairGenerator.getInstance("RSA").generateKeyPair();
		AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
		parameters.init(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), 20, 1));
		Signature signature = Signature.getInstance("RSASSA-PSS");
		signature.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
		signature.initSign(signer.getPrivate());
		RevocationList list = RevocationList.of(CrlSpec.of(ISSUER)
			.encoded(new JdkSigner(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS,
					ASN1Primitive.fromByteArray(parameters.getEncoded())), signature)),
				"test");
		assertThat(list.isSignedBy(signer.getPublic())).isTrue();
		assertThat(list.isSignedBy(ISSUER.certificate().getPublicKey())).isFalse();
		assertThat(list.hasStrongSignature()).isEqualTo(strong);
		assertThat(list.signatureAlgorithm()).isEqualTo("RSASSA-PSS");
	}

	@Test
	void isSignedByWhenAlgorithmIsUnknownThenIsNot() throws Exception {
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(ISSUER.privateKey());
		RevocationList list = RevocationList.of(
				CrlSpec.of(ISSUER)
					.encoded(new JdkSigner(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4")), signature)),
				"test");
		assertThat(list.isSignedBy(ISSUER.certificate().getPublicKey())).isFalse();
		assertThat(list.hasStrongSignature()).isFalse();
		assertThat(list.signatureAlgorithm()).isEqualTo("1.2.3.4");
	}

	@Test
	void isSignedByWhenAskedAgainThenIsNotVerifiedAgain() throws Exception {
		RevocationList list = CrlSpec.of(ISSUER).list();
		CountingKey key = new CountingKey();
		assertThat(list.isSignedBy(key)).isTrue();
		int before = key.uses.get();
		assertThat(before).isPositive();
		for (int i = 0; i < 5; i++) {
			assertThat(list.isSignedBy(key)).isTrue();
		}
		assertThat(key.uses).hasValue(before);
	}

	@Test
	void isSignedByWhenThereAreManyKeysThenWhatIsRememberedIsBounded() throws Exception {
		RevocationList list = CrlSpec.of(ISSUER).list();
		CountingKey key = new CountingKey();
		assertThat(list.isSignedBy(key)).isTrue();
		int before = key.uses.get();
		for (int i = 0; i < CrlSignature.MAX_KEYS; i++) {
			assertThat(list.isSignedBy(new CountingKey())).isTrue();
		}
		assertThat(list.isSignedBy(key)).isTrue();
		assertThat(key.uses).hasValueGreaterThan(before);
	}

	private static void assertNotSupported(String why, CrlSpec crl) {
		assertThatExceptionOfType(UnsupportedCrlException.class).isThrownBy(crl::list)
			.withMessageContaining("the CRL of 'CN=shop.example dev client CA'")
			.withMessageContaining(why);
	}

	private static void assertMalformed(CrlSpec crl) throws Exception {
		assertMalformed(crl.encoded());
	}

	private static void assertMalformed(byte[] der) {
		assertThatExceptionOfType(CRLException.class).isThrownBy(() -> RevocationList.of(der, "/run/mtls/ca.crl"))
			.withMessageStartingWith("Unable to read a CRL from '/run/mtls/ca.crl': ");
	}

	private record JdkSigner(AlgorithmIdentifier algorithm, Signature signature) implements ContentSigner {

		@Override
		public AlgorithmIdentifier getAlgorithmIdentifier() {
			return this.algorithm;
		}

		@Override
		public OutputStream getOutputStream() {
			return new OutputStream() {

				@Override
				public void write(int octet) throws IOException {
					try {
						JdkSigner.this.signature.update((byte) octet);
					}
					catch (SignatureException ex) {
						throw new IOException(ex);
					}
				}

			};
		}

		@Override
		public byte[] getSignature() {
			try {
				return this.signature.sign();
			}
			catch (SignatureException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/** The key of the issuer, which counts how often it is used. */
	private static final class CountingKey implements ECPublicKey {

		private static final long serialVersionUID = 1L;

		private final transient AtomicInteger uses = new AtomicInteger();

		private final ECPublicKey key = (ECPublicKey) ISSUER.certificate().getPublicKey();

		@Override
		public ECPoint getW() {
			this.uses.incrementAndGet();
			return this.key.getW();
		}

		@Override
		public ECParameterSpec getParams() {
			return this.key.getParams();
		}

		@Override
		public String getAlgorithm() {
			return this.key.getAlgorithm();
		}

		@Override
		public String getFormat() {
			return this.key.getFormat();
		}

		@Override
		public byte[] getEncoded() {
			this.uses.incrementAndGet();
			return this.key.getEncoded();
		}

	}

}
