package io.mtlsboot.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.X509CRL;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.Pem;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TrustMaterial;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CrlFileTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final X509CRL OF_ROOT = CA.crl(CA.root(), Set.of());

	private static final X509CRL OF_ISSUER = CA.crl(CA.clientIssuer(), Set.of(BigInteger.TEN));

	@TempDir
	private Path directory;

	@Test
	void readWhenPemHasTwoCrlsThenReadsBoth() throws IOException {
		assertThat(read(pem(OF_ROOT, OF_ISSUER))).containsExactly(OF_ROOT, OF_ISSUER);
	}

	@Test
	void readWhenPemHasOtherTextAndBlocksThenReadsTheCrls() throws IOException {
		String text = "Certificate Revocation List (CRL):\r\n" + pem(OF_ROOT).replace("\n", "\r\n")
				+ CA.root().certificatePem() + "next\n" + pem(OF_ISSUER);
		assertThat(read(text)).containsExactly(OF_ROOT, OF_ISSUER);
	}

	@Test
	void readWhenFileIsDerThenReadsOneCrl() throws Exception {
		assertThat(read(OF_ISSUER.getEncoded())).containsExactly(OF_ISSUER);
	}

	@Test
	void readWhenFileIsLongerThanOtherMaterialMayBeThenReads() throws IOException {
		assertThat(read("#".repeat(5 * 1024 * 1024) + "\n" + pem(OF_ROOT))).containsExactly(OF_ROOT);
	}

	@Test
	void readWhenFileIsTooLongThenMalformed() throws IOException {
		Path file = this.directory.resolve("huge.crl");
		try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
			content.setLength(CrlFile.MAX_BYTES + 1L);
		}
		assertRefused(MaterialProblem.MALFORMED, "it has more than 67108864 bytes", () -> file(file).read());
	}

	@Test
	void readWhenTwoDerCrlsFollowEachOtherThenMalformed() throws Exception {
		ByteArrayOutputStream both = new ByteArrayOutputStream();
		both.write(OF_ROOT.getEncoded());
		both.write(OF_ISSUER.getEncoded());
		assertRefused(MaterialProblem.MALFORMED, "something behind the end", () -> read(both.toByteArray()));
	}

	@Test
	void readWhenDerIsTruncatedThenMalformed() throws Exception {
		byte[] der = OF_ISSUER.getEncoded();
		assertRefused(MaterialProblem.MALFORMED, "damaged", () -> read(Arrays.copyOf(der, der.length - 1)));
	}

	@Test
	void readWhenDerIsACertificateThenMalformed() throws Exception {
		byte[] der = CA.rootCertificate().getEncoded();
		assertRefused(MaterialProblem.MALFORMED, "cannot be read", () -> read(der));
	}

	@Test
	void readWhenPemIsTruncatedThenMalformed() {
		String pem = pem(OF_ROOT, OF_ISSUER);
		assertRefused(MaterialProblem.MALFORMED, "truncated", () -> read(pem.substring(0, pem.length() - 30)));
	}

	@Test
	void readWhenFirstOfTwoIsTruncatedThenMalformed() {
		String truncated = pem(OF_ROOT).substring(0, 200) + "\n" + pem(OF_ISSUER) + "-----END X509 CRL-----\n";
		assertRefused(MaterialProblem.MALFORMED, "truncated", () -> read(truncated));
	}

	@Test
	void readWhenPemIsNotBase64ThenMalformed() {
		String odd = pem(OF_ROOT).replaceFirst("M", "*");
		assertRefused(MaterialProblem.MALFORMED, "damaged", () -> read(odd));
	}

	@Test
	void readWhenPemHasNoCrlThenWrongKind() {
		assertRefused(MaterialProblem.WRONG_KIND, "expected an X509 CRL", () -> read(CA.root().certificatePem()));
	}

	@Test
	void readWhenFileIsNeitherThenWrongKind() {
		assertRefused(MaterialProblem.WRONG_KIND, "neither a PEM file nor a CRL", () -> read("garbage"));
	}

	@Test
	void readWhenCrlIsOfVersion1ThenReads() throws Exception {
		ASN1EncodableVector list = new ASN1EncodableVector();
		for (ASN1Encodable element : ASN1Sequence.getInstance(OF_ISSUER.getTBSCertList())) {
			if (!(element instanceof ASN1Integer) && !(element instanceof ASN1TaggedObject)) {
				list.add(element);
			}
		}
		byte[] signed = new DERSequence(list).getEncoded();
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(CA.clientIssuer().privateKey());
		signature.update(signed);
		ASN1EncodableVector crl = new ASN1EncodableVector();
		crl.add(ASN1Sequence.getInstance(signed));
		crl.add(ASN1Sequence.getInstance(OF_ISSUER.getEncoded()).getObjectAt(1));
		crl.add(new DERBitString(signature.sign()));
		List<X509CRL> read = read(new DERSequence(crl).getEncoded());
		TrustMaterial trust = TrustMaterial.of(List.of(CA.rootCertificate()), "ca.crt").withCrls(read, "ca.crl");
		assertThat(trust.crls()).singleElement().satisfies((old) -> {
			assertThat(old.getExtensionValue("2.5.29.20")).isNull();
			assertThat(old.getRevokedCertificate(BigInteger.TEN)).isNotNull();
		});
	}

	@Test
	void readWhenParserOfTheJdkRefusesAnExtensionThenMalformed() throws Exception {
		X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name("CN=odd"), new Date());
		builder.addExtension(Extension.freshestCRL, false, DERNull.INSTANCE);
		byte[] odd = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(CA.clientIssuer().privateKey()))
			.getEncoded();
		assertRefused(MaterialProblem.MALFORMED, "cannot be read", () -> read(odd));
	}

	@Test
	void readWhenOneByteIsChangedThenThrowsNothingElse() throws Exception {
		Random random = new Random(20_260_301L);
		byte[] good = OF_ISSUER.getEncoded();
		int refused = 0;
		for (int i = 0; i < 2_000; i++) {
			byte[] mutated = good.clone();
			mutated[random.nextInt(good.length)] ^= (byte) (1 + random.nextInt(255));
			try {
				read(mutated);
			}
			catch (MaterialException ex) {
				refused++;
			}
		}
		assertThat(refused).isGreaterThan(100);
	}

	private void assertRefused(MaterialProblem problem, String why, ThrowingCallable attempt) {
		assertThatExceptionOfType(MaterialException.class).isThrownBy(attempt)
			.satisfies((failure) -> assertThat(failure.problem()).isEqualTo(problem))
			.withMessageContaining(this.directory.toString())
			.withMessageContaining("(mtls.trust.revocation.crls)")
			.withMessageContaining(why);
	}

	private static String pem(X509CRL... crls) {
		return Pem.crls(List.of(crls));
	}

	private List<X509CRL> read(String content) throws IOException {
		return read(content.getBytes(StandardCharsets.ISO_8859_1));
	}

	private List<X509CRL> read(byte[] content) throws IOException {
		return file(Files.write(this.directory.resolve("ca.crl"), content)).read();
	}

	private static CrlFile file(Path file) {
		return new CrlFile(new MaterialFile("mtls.trust.revocation.crls", file.toString()));
	}

}
