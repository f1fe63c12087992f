package io.mtlsboot.x509;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import io.mtlsboot.devca.DevCa;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NameConstraintsTests {

	private static final DevCa CA = DevCa.create("shop.example");

	@ParameterizedTest
	@ValueSource(strings = { "820161", "820161800100", "8200", "8100", "870801020304ffffff00", "870800000000ffffffff",
			"870800000000fffe0000", "870800000000f8000000", "87080000000000000000", "a4023000", "880100" })
	void readWhenSubtreeIsAsRequiredThenReadsIt(String subtree) throws Exception {
		assertThat(read("a0", sequence(subtree)).size()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "820161800101, minimum", "82016180020000, minimum", "8201618000, minimum",
			"820161810105, nothing more", "8201610500, nothing more", "81024061, mail address",
			"81026140, mail address", "81056140624063, mail address", "81036140 2e, mail address", "8203612e62 05, DER",
			"82022e61, host name", "8202612e, host name", "82032a2e61, host name", "82020a61, printable",
			"8202c3a4, printable", "86036140 62, host name", "87040a000000, 8 or 32", "87050a000000ff, 8 or 32",
			"87100a000000000000000000000000000000, 8 or 32", "8700, 8 or 32",
			"87080a000000ff05 0000, ones and then zeros", "87080a00000000ff0000, ones and then zeros",
			"87080a000000feff0000, ones and then zeros", "a40430000500, nothing more", "a4023100, tag 0x30",
			"a40430023100, distinguished name", "0c0161, GeneralName", "020161, GeneralName", "890161, GeneralName",
			"a9023000, GeneralName" })
	void readWhenSubtreeIsMalformedThenThrows(String subtree, String expected) {
		assertMalformed("a0", sequence(subtree.replace(" ", "")), expected);
		assertMalformed("a1", sequence(subtree.replace(" ", "")), expected);
	}

	@Test
	void readWhenThereIsNoSubtreeThenThrows() {
		assertMalformed("a0", "", "octet");
		assertMalformed("a2", sequence("820161"), "nothing more");
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> NameConstraints.read(certificate(HexFormat.of().parseHex("3000"))))
			.withMessageContaining("at least one");
	}

	@Test
	void readWhenSomethingFollowsThenThrows() {
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> NameConstraints
				.read(certificate(HexFormat.of().parseHex("3009" + "a005" + sequence("820161") + "0500"))))
			.withMessageContaining("nothing more");
	}

	@Test
	void readWhenSubtreesAreManyThenThrows() throws Exception {
		assertThat(NameConstraints.read(certificate(many(NameConstraints.MAX_SUBTREES))).orElseThrow().size())
			.isEqualTo(NameConstraints.MAX_SUBTREES);
		byte[] more = many(NameConstraints.MAX_SUBTREES + 1);
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> NameConstraints.read(certificate(more)))
			.withMessageContaining("at most 1000 subtrees");
	}

	private static byte[] many(int number) throws IOException {
		ASN1Encodable[] subtrees = new ASN1Encodable[number];
		for (int i = 0; i < number; i++) {
			subtrees[i] = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "a" + i));
		}
		return new DERSequence(new DERTaggedObject(false, 0, new DERSequence(subtrees))).getEncoded("DER");
	}

	private static void assertMalformed(String choice, String subtrees, String expected) {
		assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(() -> read(choice, subtrees))
			.withMessageContaining(expected);
	}

	private static NameConstraints read(String choice, String subtrees) throws CertificateParsingException {
		String inner = choice + length(subtrees) + subtrees;
		return NameConstraints.read(certificate(HexFormat.of().parseHex("30" + length(inner) + inner))).orElseThrow();
	}

	private static String sequence(String content) {
		return "30" + length(content) + content;
	}

	private static String length(String hex) {
		return HexFormat.of().toHexDigits((byte) (hex.length() / 2));
	}

	private static X509Certificate certificate(byte[] constraints) {
		return CA.issue((spec) -> spec.ca(true).extension("2.5.29.30", false, constraints)).certificate();
	}

}
