package io.mtlsboot.x509;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommonNamesTests {

	private static final DevCa CA = DevCa.create("shop.example");

	@Test
	void readWhenOneCommonNameThenReturnsIt() throws Exception {
		assertThat(read("CN=web,OU=CN\\=admin,O=Shop")).containsExactly("web");
	}

	@Test
	void readWhenNoCommonNameThenReturnsNothing() throws Exception {
		assertThat(read("O=CN\\=admin")).isEmpty();
	}

	@Test
	void readWhenSeveralCommonNamesThenReturnsEveryOne() throws Exception {
		assertThat(read("CN=evil,CN=admin")).containsExactlyInAnyOrder("evil", "admin");
		assertThat(read("CN=evil+CN=admin")).containsExactlyInAnyOrder("evil", "admin");
		assertThat(read("CN=evil+OU=x,O=Shop")).containsExactly("evil");
	}

	@Test
	void readWhenValueLooksLikeAnotherAttributeThenReturnsItAsItIs() throws Exception {
		assertThat(read("CN=evil\\, CN\\=admin")).containsExactly("evil, CN=admin");
		assertThat(readValue(0x0C, "#0c0561646d696e".getBytes(StandardCharsets.US_ASCII)))
			.containsExactly("#0c0561646d696e");
	}

	@Test
	void readWhenTypeIsAcceptedThenReturnsTheText() throws Exception {
		assertThat(readValue(0x0C, "bäckerei".getBytes(StandardCharsets.UTF_8))).containsExactly("bäckerei");
		assertThat(readValue(0x13, "web 1".getBytes(StandardCharsets.US_ASCII))).containsExactly("web 1");
		assertThat(readValue(0x16, "*.shop_1".getBytes(StandardCharsets.US_ASCII))).containsExactly("*.shop_1");
	}

	@ParameterizedTest
	// BIT STRING, OCTET STRING, T61String, UniversalString, BMPString, SEQUENCE
	@ValueSource(ints = { 0x03, 0x04, 0x14, 0x1C, 0x1E, 0x30 })
	void readWhenTypeIsNotAcceptedThenThrows(int tag) {
		assertMalformed(tag, (tag == 0x30) ? "0c0161" : "00000061");
	}

	@ParameterizedTest
	@ValueSource(strings = { "61c0af", "61ff", "c080", "eda080", "f4908080", "e28080e2" })
	void readWhenUtf8IsInvalidThenThrows(String hex) {
		assertMalformed(0x0C, hex);
	}

	@ParameterizedTest
	@ValueSource(strings = { "610062", "610a", "61e4", "7f" })
	void readWhenAsciiTypeHasOtherOctetsThenThrows(String hex) {
		assertMalformed(0x13, hex);
		assertMalformed(0x16, hex);
	}

	private static void assertMalformed(int tag, String hex) {
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> readValue(tag, HexFormat.of().parseHex(hex)));
	}

	private static List<String> read(String subject) throws CertificateParsingException {
		return CommonNames.read(CA.issue((spec) -> spec.subject(subject)).certificate());
	}

	private static List<String> readValue(int tag, byte[] value) throws CertificateParsingException {
		X509Certificate certificate = CA.issue((spec) -> spec.subjectDer(subject(tag, value))).certificate();
		return CommonNames.read(certificate);
	}

	private static byte[] subject(int tag, byte[] value) {
		String attribute = "0603550403" + element(tag, HexFormat.of().formatHex(value));
		return HexFormat.of().parseHex(element(0x30, element(0x31, element(0x30, attribute))));
	}

	private static String element(int tag, String content) {
		HexFormat hex = HexFormat.of();
		return hex.toHexDigits((byte) tag) + hex.toHexDigits((byte) (content.length() / 2)) + content;
	}

}
