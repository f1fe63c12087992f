package io.mtlsboot.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CRLException;
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
import io.mtlsboot.revocation.RevocationList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
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
	void readWhenPemHasTwoCrlsThenReadsBoth() throws Exception {
		assertThat(read(pem(OF_ROOT, OF_ISSUER))).containsExactly(list(OF_ROOT), list(OF_ISSUER));
	}

	@Test
	void readWhenPemHasOtherTextAndBlocksThenReadsTheCrls() throws Exception {
		String text = "Certificate Revocation List (CRL):\r\n" + pem(OF_ROOT).replace("\n", "\r\n")
				+ CA.root().certificatePem() + "next\n" + pem(OF_ISSUER);
		assertThat(read(text)).containsExactly(list(OF_ROOT), list(OF_ISSUER));
	}

	@Test
	void readWhenFileIsDerThenReadsOneCrl() throws Exception {
		assertThat(read(OF_ISSUER.getEncoded())).containsExactly(list(OF_ISSUER));
	}

	@Test
	void readWhenFileIsLongerThanOtherMaterialMayBeThenReads() throws Exception {
		assertThat(read("#".repeat(5 * 1024 * 1024) + "\n" + pem(OF_ROOT))).containsExactly(list(OF_ROOT));
	}

	@Test
	void readWhenFileIsTooLongThenMalformed() throws IOException {
		Path file = this.directory.resolve("huge.crl");
		try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
			content.setLength(CrlFile.MAX_BYTES + 1L);
		}
		assertRefused(MaterialProblem.MALFORMED, "it has more than 134217728 bytes", () -> file(file).read());
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
		List<RevocationList> read = read(new DERSequence(crl).getEncoded());
		TrustMaterial trust = TrustMaterial.of(List.of(CA.rootCertificate()), "ca.crt")
			.withRevocationLists(read, "ca.crl");
		assertThat(trust.crls()).singleElement().satisfies((old) -> {
			assertThat(old.isSignedBy(CA.clientIssuer().certificate().getPublicKey())).isTrue();
			assertThat(old.find(OF_ISSUER.getIssuerX500Principal(), BigInteger.TEN)).isPresent();
		});
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

	@Test
	void readWhenFileDidNotChangeThenIsNotParsedAgain() throws Exception {
		LoadedCrls loaded = new LoadedCrls();
		Path path = Files.writeString(this.directory.resolve("ca.crl"), pem(OF_ROOT));
		MaterialFile file = new MaterialFile("mtls.trust.revocation.crls", path.toString());
		List<RevocationList> first = loaded.read(file);
		Files.writeString(path, pem(OF_ROOT));
		assertThat(loaded.read(file)).isSameAs(first);
		assertThat(loaded.read(new MaterialFile("mtls.server.trust.revocation.crls", path.toString()))).isSameAs(first);
		Files.writeString(path, pem(OF_ROOT, OF_ISSUER));
		assertThat(loaded.read(file)).containsExactly(list(OF_ROOT), list(OF_ISSUER));
		Files.writeString(path, "garbage");
		assertRefused(MaterialProblem.WRONG_KIND, "neither", () -> loaded.read(file));
		Files.delete(path);
		assertRefused(MaterialProblem.NOT_FOUND, "does not exist", () -> loaded.read(file));
	}

	@Test
	void readWhenCrlIsDeltaThenCrlNotSupported() throws Exception {
		X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name("CN=odd"), new Date());
		builder.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.ONE));
		byte[] delta = builder
			.build(new JcaContentSignerBuilder("SHA256withECDSA").build(CA.clientIssuer().privateKey()))
			.getEncoded();
		assertRefused(MaterialProblem.CRL_NOT_SUPPORTED, "the CRL of 'CN=odd' is a delta CRL", () -> read(delta));
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

	private List<RevocationList> read(String content) throws IOException {
		return read(content.getBytes(StandardCharsets.ISO_8859_1));
	}

	private List<RevocationList> read(byte[] content) throws IOException {
		return file(Files.write(this.directory.resolve("ca.crl"), content)).read();
	}

	private static RevocationList list(X509CRL crl) throws CRLException {
		return RevocationList.of(crl.getEncoded(), "test");
	}

	private static CrlFile file(Path file) {
		return new CrlFile(new MaterialFile("mtls.trust.revocation.crls", file.toString()));
	}

}
