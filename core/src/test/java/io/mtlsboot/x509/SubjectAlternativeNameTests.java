package io.mtlsboot.x509;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.LeafSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubjectAlternativeNameTests {

	private static final String SAN = "2.5.29.17";

	private static final DevCa CA = DevCa.create("shop.example");

	@Test
	void readWhenNoExtensionThenReturnsNothing() throws Exception {
		assertThat(SubjectAlternativeName.read(certificate((spec) -> spec.subject("CN=web")))).isEmpty();
	}

	@Test
	void readWhenEveryTypeThenReturnsAllInTheirOrder() throws Exception {
		X509Certificate certificate = certificate((spec) -> spec.dns("*.Shop.example")
			.uri("spiffe://shop.example/web")
			.email("web@shop.example")
			.ip("127.0.0.1", "::1")
			.san(8, HexFormat.of().parseHex("2a03"))
			.san(0, HexFormat.of().parseHex("06022a03a0020500"))
			.dns("web_1"));
		assertThat(SubjectAlternativeName.read(certificate)).containsExactly(
				new SubjectAlternativeName.Dns("*.Shop.example"),
				new SubjectAlternativeName.Uri("spiffe://shop.example/web"),
				new SubjectAlternativeName.Email("web@shop.example"), new SubjectAlternativeName.IpAddress("127.0.0.1"),
				new SubjectAlternativeName.IpAddress("0:0:0:0:0:0:0:1"), new SubjectAlternativeName.Other(8, "2a03"),
				new SubjectAlternativeName.Other(0, "06022a03a0020500"), new SubjectAlternativeName.Dns("web_1"));
	}

	@Test
	void readWhenIpv4MappedAddressThenKeepsItsSixteenOctets() throws Exception {
		byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff7f000001");
		assertThat(SubjectAlternativeName.read(certificate((spec) -> spec.san(7, mapped))))
			.containsExactly(new SubjectAlternativeName.IpAddress("0:0:0:0:0:ffff:7f00:1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin\0.evil", "admin evil", " ", "admin\n", "ädmin", "\u007f", "admin\u202e", "" })
	void readWhenTextIsNotPrintableAsciiThenThrows(String text) {
		for (int tag : new int[] { 1, 2, 6 }) {
			assertMalformed((spec) -> spec.san(tag, text.getBytes(StandardCharsets.UTF_8)));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 5, 8, 15, 17 })
	void readWhenIpAddressHasAnotherLengthThenThrows(int length) {
		assertMalformed((spec) -> spec.san(7, new byte[length]));
	}

	@Test
	void readWhenOneNameOfSeveralIsMalformedThenThrows() {
		assertMalformed((spec) -> spec.dns("good").san(6, new byte[] { 0 }).dns("good too"));
	}

	@ParameterizedTest
	// Empty sequence, no sequence, octets behind it, indefinite length, long length,
	// truncated, universal tag, constructed text, tag above 8, broken other name
	@ValueSource(strings = { "3000", "0500", "300382016100", "308082016100" + "00", "3081038201" + "61", "30048203",
			"30030c0161", "3005a2030c0161", "3003890161", "3003a00161", "", "30" })
	void readWhenExtensionIsNotDerThenThrows(String hex) {
		assertMalformed((spec) -> spec.extension(SAN, false, HexFormat.of().parseHex(hex)));
	}

	private static void assertMalformed(Consumer<LeafSpec> customizer) {
		X509Certificate certificate = certificate(customizer);
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> SubjectAlternativeName.read(certificate))
			.withMessageStartingWith("Unable to read");
	}

	private static X509Certificate certificate(Consumer<LeafSpec> customizer) {
		return CA.issue(customizer).certificate();
	}

}
