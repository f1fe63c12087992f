package io.mtlsboot.identity;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.LeafSpec;
import org.assertj.core.api.OptionalAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdentityExtractorTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IdentityType[] ALL = IdentityType.values();

	@Test
	void extractWhenOneNameThenIsThatIdentity() {
		assertExtracted((spec) -> spec.spiffeId("spiffe://shop.example/web"), IdentityType.SPIFFE_ID)
			.contains(new SpiffeId("spiffe://shop.example/web"));
		assertExtracted((spec) -> spec.dns("Web.shop.example"), IdentityType.DNS)
			.contains(new DnsIdentity("web.shop.example"));
		assertExtracted((spec) -> spec.uri("urn:web"), IdentityType.URI).contains(new UriIdentity("urn:web"));
		assertExtracted((spec) -> spec.email("web@shop.example"), IdentityType.EMAIL)
			.contains(new EmailIdentity("web@shop.example"));
		assertExtracted((spec) -> spec.subject("CN=web,O=Shop"), IdentityType.COMMON_NAME)
			.contains(new CommonNameIdentity("web"));
	}

	@Test
	void extractWhenSeveralTypesThenTakesTheFirstConfigured() {
		Consumer<LeafSpec> everything = (spec) -> spec.subject("CN=web").dns("web").uri("urn:web");
		assertExtracted(everything, ALL).contains(new DnsIdentity("web"));
		assertExtracted(everything, IdentityType.COMMON_NAME, IdentityType.DNS).contains(new CommonNameIdentity("web"));
		assertExtracted(everything, IdentityType.EMAIL, IdentityType.URI).contains(new UriIdentity("urn:web"));
		assertExtracted(everything, IdentityType.SPIFFE_ID, IdentityType.EMAIL).isEmpty();
	}

	@Test
	void extractWhenTypeIsAbsentThenNeverLooksElsewhere() {
		assertExtracted((spec) -> spec.subject("CN=admin.svc").uri("urn:x"), IdentityType.DNS).isEmpty();
		assertExtracted((spec) -> spec.subject("O=CN\\=admin").dns("web"), IdentityType.COMMON_NAME).isEmpty();
		assertExtracted((spec) -> spec.uri("https://shop.example/admin"), IdentityType.SPIFFE_ID).isEmpty();
		assertExtracted((spec) -> spec.dns("web").ip("127.0.0.1"), IdentityType.EMAIL).isEmpty();
	}

	@Test
	void extractWhenTwoNamesOfTheTypeThenNoIdentityAndNoFallBack() {
		assertExtracted((spec) -> spec.subject("CN=web").dns("web", "admin"), IdentityType.DNS,
				IdentityType.COMMON_NAME)
			.isEmpty();
		assertExtracted((spec) -> spec.dns("web", "web"), ALL).isEmpty();
		assertExtracted((spec) -> spec.uri("urn:a", "urn:b").subject("CN=web"), ALL).isEmpty();
		assertExtracted((spec) -> spec.email("a@shop.example", "b@shop.example"), ALL).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CN=evil,CN=admin", "CN=admin,CN=evil", "CN=evil+CN=admin", "CN=a+OU=b,CN=a" })
	void extractWhenTwoCommonNamesThenNoIdentity(String subject) {
		assertExtracted((spec) -> spec.subject(subject), IdentityType.COMMON_NAME).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin\0.evil", "evil\r\nX-User: admin", "   ", "\u202enimda", " admin" })
	void extractWhenCommonNameIsNotVisibleThenNoIdentity(String name) {
		assertExtracted((spec) -> spec.subjectDer(subject(0x0C, name.getBytes(StandardCharsets.UTF_8))),
				IdentityType.COMMON_NAME)
			.isEmpty();
	}

	@Test
	void extractWhenCommonNameIsNoTextThenNoIdentity() {
		byte[] bits = HexFormat.of().parseHex("0061646d696e");
		for (int tag : new int[] { 0x03, 0x04, 0x14, 0x1C, 0x1E }) {
			assertExtracted((spec) -> spec.subjectDer(subject(tag, bits)), IdentityType.COMMON_NAME).isEmpty();
		}
	}

	@Test
	void extractWhenCommonNameLooksLikeSomethingElseThenIsTheTextItself() {
		assertExtracted((spec) -> spec.subject("CN=evil\\, CN\\=admin"), IdentityType.COMMON_NAME)
			.contains(new CommonNameIdentity("evil, CN=admin"));
		assertExtracted((spec) -> spec.subject("CN=evil,O=x\\,CN\\=admin"), IdentityType.COMMON_NAME)
			.contains(new CommonNameIdentity("evil"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "*.svc", "admin.svc.", "-a", "127.0.0.1" })
	void extractWhenDnsNameIsMalformedThenNoIdentityAndNoFallBack(String name) {
		assertExtracted((spec) -> spec.subject("CN=admin").dns(name), IdentityType.DNS, IdentityType.COMMON_NAME)
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "spiffe://shop.example/web?x=1", "spiffe://a@shop.example/web", "spiffe:///web",
			"spiffe://shop.example", "spiffe:x", "SPIFFE://Shop.example/web", "spiffe://shop.example/%61" })
	void extractWhenSpiffeIdIsMalformedThenNoIdentityAndNoFallBack(String uri) {
		assertExtracted((spec) -> spec.subject("CN=admin").dns("admin").uri(uri), ALL).isEmpty();
	}

	@Test
	void extractWhenSpiffeIdAndAnotherUriThenNoIdentityAndNoFallBack() {
		assertExtracted((spec) -> spec.uri("spiffe://shop.example/web", "https://x.example/"), ALL).isEmpty();
		assertExtracted((spec) -> spec.uri("https://x.example/", "spiffe://shop.example/web").dns("web"), ALL)
			.isEmpty();
		assertExtracted((spec) -> spec.uri("spiffe://shop.example/web", "spiffe://shop.example/web"), ALL).isEmpty();
	}

	@Test
	void extractWhenSpiffeIdForTypeUriThenNoIdentity() {
		assertExtracted((spec) -> spec.subject("CN=web").uri("spiffe://shop.example/web"), IdentityType.URI,
				IdentityType.COMMON_NAME)
			.isEmpty();
	}

	@Test
	void extractWhenSpiffeIdOfSigningCertificateThenNoIdentity() {
		Consumer<LeafSpec> web = (spec) -> spec.subject("CN=web").spiffeId("spiffe://shop.example/web");
		assertExtracted(web.andThen((spec) -> spec.ca(true).keyUsage(0x80)), ALL).isEmpty();
		assertExtracted(web.andThen((spec) -> spec.keyUsage(0x84)), ALL).isEmpty();
		assertExtracted(web.andThen((spec) -> spec.keyUsage(0x82)), ALL).isEmpty();
		assertExtracted(web.andThen((spec) -> spec.extension("2.5.29.19", false, new byte[] { 5, 0 })), ALL).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(IdentityType.class)
	void extractWhenExtensionIsMalformedThenNoIdentityOfAnyType(IdentityType type) {
		// The JDK reports no names at all here, which looks like a certificate without
		// any
		X509Certificate certificate = certificate(
				(spec) -> spec.subject("CN=web").dns("web").san(6, new byte[] { 's', 0 }));
		assertThat(IdentityExtractor.inOrder(List.of(type)).extract(certificate)).isEmpty();
		X509Certificate broken = certificate(
				(spec) -> spec.subject("CN=web").extension("2.5.29.17", false, new byte[] { 0x30 }));
		assertThat(IdentityExtractor.inOrder(List.of(type)).extract(broken)).isEmpty();
	}

	@Test
	void extractWhenCertificateClassFailsThenNoIdentity() {
		IdentityExtractor extractor = IdentityExtractor.inOrder(List.of(ALL));
		assertThat(extractor.extract(new FailingCertificate(() -> {
			throw new IllegalStateException("hostile");
		}))).isEmpty();
		assertThat(extractor.extract(new FailingCertificate(() -> null))).isEmpty();
		assertThat(extractor.extract(new FailingCertificate(() -> new byte[0]))).isEmpty();
		assertThat(extractor.extract(new FailingCertificate(() -> new byte[] { 0x30, 0x02, 0x05, 0x00 }))).isEmpty();
		assertThat(extractor.extract(null)).isEmpty();
	}

	@Test
	void inOrderWhenNoTypeThenThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> IdentityExtractor.inOrder(List.of()))
			.withMessageContaining("at least one of");
	}

	private static OptionalAssert<WorkloadIdentity> assertExtracted(Consumer<LeafSpec> customizer,
			IdentityType... types) {
		Optional<WorkloadIdentity> identity = IdentityExtractor.inOrder(List.of(types))
			.extract(certificate(customizer));
		return assertThat(identity);
	}

	private static X509Certificate certificate(Consumer<LeafSpec> customizer) {
		return CA.issue(customizer).certificate();
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
