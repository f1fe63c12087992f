package io.mtlsboot.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.DevCaException;
import io.mtlsboot.devca.LeafSpec;
import org.assertj.core.api.OptionalAssert;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNumericString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.DERVisibleString;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Certificates that try to be somebody else, by families: a minted counterpart of each of
 * the public cases, the variants beside it, and what must be accepted.
 */
class IdentityFamilyTests {

	private static final DevCa CA = DevCa.create("prod.example");

	private static final HexFormat HEX = HexFormat.of();

	// Common names

	@ParameterizedTest
	@ValueSource(strings = { "billing", "Billing Service", "billing.svc", "billing@prod", "*.svc", "a", "größe", "請求書",
			"O'Brien (ops)", "\"admin\"", "#0c0561646d696e", "evil, CN=admin", "a=b+c;d<e>f\\g/h", "admin.svc." })
	void ordinaryCommonNameIsTheTextItself(String name) {
		assertCommonName(utf8(name)).contains(new CommonNameIdentity(name));
	}

	@Test
	void commonNameOfEveryTextTypeThatCannotBeMisreadIsTheTextItself() {
		assertCommonName(new DERPrintableString("billing")).contains(new CommonNameIdentity("billing"));
		assertCommonName(new DERIA5String("billing@prod")).contains(new CommonNameIdentity("billing@prod"));
	}

	static Stream<Named<ASN1Encodable>> noText() {
		return Stream.of(Named.of("BIT STRING", new DERBitString("admin".getBytes(StandardCharsets.US_ASCII))),
				Named.of("OCTET STRING", new DEROctetString("admin".getBytes(StandardCharsets.US_ASCII))),
				Named.of("SEQUENCE", new DERSequence(new DERUTF8String("admin"))),
				Named.of("SET", new DERSet(new DERUTF8String("admin"))),
				Named.of("BMPString", new DERBMPString("admin")),
				Named.of("UniversalString",
						new DERUniversalString(HEX.parseHex("00000061000000640000006d000000690000006e"))),
				Named.of("TeletexString", new DERT61String("admin")),
				Named.of("TeletexString with high bytes", new DERT61String("adm\u00efn")),
				Named.of("VisibleString", new DERVisibleString("admin")),
				Named.of("NumericString", new DERNumericString("12345")),
				Named.of("object identifier", new ASN1ObjectIdentifier("1.2.3")));
	}

	@ParameterizedTest
	@MethodSource("noText")
	void commonNameOfAnotherTypeIsNobody(ASN1Encodable value) {
		assertCommonName(value).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin\0.evil", "\0admin", "admin\0", "admin\n", "evil\r\nX-User: admin", "ad\tmin",
			"admin\u007f", "admin\u0085", "\u001b[2Jadmin", "", " ", "   ", "\u00a0", "\u3000", " admin", "admin ",
			"admin\u00a0", "ad\u2003min", "\u202enimda", "adm\u202ein\u202c", "\u2066admin\u2069", "\u200eadmin",
			"ad\u200bmin", "ad\u200cmin", "ad\u200dmin", "ad\u2060min", "\ufeffadmin", "ad\u00admin", "ad\u2028min",
			"ad\u2029min", "ad\ue000min", "ad\u0378min", "ad\ufffemin", "ad\u061cmin", "ad\ufff9min" })
	void commonNameThatIsNotWhatItLooksLikeIsNobody(String name) {
		assertCommonName(utf8(name)).isEmpty();
		// Nor does anything behind it count
		assertExtracted((leaf) -> leaf.subjectDer(subject(utf8(name))).dns("admin.svc"), IdentityType.COMMON_NAME,
				IdentityType.DNS)
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "61646d696ec0af", "61646d696e80", "c161646d696e", "61646d696eeda080", "f4908080", "61e282",
			"fe61", "f8888080afe2", "c080" })
	void commonNameOfInvalidUtf8IsNobody(String bytes) {
		assertExtracted((leaf) -> leaf.subjectDer(HEX.parseHex(commonName("0c", bytes))), IdentityType.COMMON_NAME)
			.isEmpty();
	}

	@Test
	void asciiTypeWithOtherBytesIsNobody() {
		for (String tag : List.of("13", "16")) {
			for (String bytes : List.of("61c3a9", "6100", "61ff", "610a", "7f")) {
				assertExtracted((leaf) -> leaf.subjectDer(HEX.parseHex(commonName(tag, bytes))),
						IdentityType.COMMON_NAME)
					.isEmpty();
			}
		}
	}

	@Test
	void commonNameThatIsTooLongIsNobody() {
		assertCommonName(utf8("a".repeat(256))).isPresent();
		assertCommonName(utf8("a".repeat(257))).isEmpty();
		assertCommonName(utf8("a".repeat(40_000))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CN=evil,CN=admin", "CN=admin,CN=evil", "CN=admin,CN=admin", "CN=evil+CN=admin",
			"CN=admin+CN=evil", "CN=evil,O=x,CN=admin", "O=x+CN=evil,OU=y+CN=admin", "CN=a,CN=b,CN=c" })
	void severalCommonNamesAreNobody(String subject) {
		assertExtracted((leaf) -> leaf.subject(subject), IdentityType.COMMON_NAME).isEmpty();
		assertExtracted((leaf) -> leaf.subject(subject).email("a@prod.example"), IdentityType.COMMON_NAME,
				IdentityType.EMAIL)
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "O=CN\\=admin", "O=x\\,CN\\=admin", "OU=CN\\=admin+L=x", "EMAILADDRESS=admin@prod.example",
			"UID=admin", "SERIALNUMBER=admin", "GIVENNAME=admin", "DC=admin" })
	void noCommonNameIsNobody(String subject) {
		assertExtracted((leaf) -> leaf.subject(subject), IdentityType.COMMON_NAME).isEmpty();
	}

	@Test
	void emptySubjectIsNobody() {
		byte[] empty = { 0x30, 0x00 };
		assertExtracted((leaf) -> leaf.subjectDer(empty).uri("urn:x"), IdentityType.COMMON_NAME).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CN=evil,O=x\\,CN\\=admin\\, y", "O=x\\,CN\\=admin,CN=evil", "CN=evil+OU=CN\\=admin",
			"OU=admin+CN=evil", "C=DE,CN=evil,EMAILADDRESS=admin@prod.example", "CN=evil,UID=admin" })
	void otherAttributesNeverCount(String subject) {
		assertExtracted((leaf) -> leaf.subject(subject), IdentityType.COMMON_NAME)
			.contains(new CommonNameIdentity("evil"));
	}

	// DNS names

	@ParameterizedTest
	@ValueSource(strings = { "billing.svc", "billing", "a.b.c.d.prod.example", "xn--bcher-kva.example", "_mtls.svc",
			"9.svc", "a-b.svc" })
	void ordinaryDnsNameIsTheNameItself(String name) {
		assertDns(name).contains(new DnsIdentity(name));
	}

	@Test
	void dnsNameInCapitalsIsTheSameName() {
		assertDns("BILLING.Svc").contains(new DnsIdentity("billing.svc"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "  ", "admin.svc.", "admin.svc..", ".", ".admin.svc", "admin..svc",
			"admin.svc evil", " admin.svc", "admin.svc ", "*", "*.svc", "a*.svc", "*a.svc", "admin.*", "admin.*.svc",
			"-admin.svc", "admin-.svc", "127.0.0.1", "10.1", "1", "0x7f.1", "[::1]", "::1", "admin.svc:443",
			"https://admin.svc", "admin.svc/x", "user@admin.svc", "admin.svc\0", "admin\0.evil.svc", "admin.svc\n",
			"admin,svc", "admin%2esvc", "admin\\.svc", "b\u00fccher.example", "\u0430dmin.svc", "admin\u3002svc",
			"admin\u00ad.svc" })
	void malformedDnsNameIsNobodyAndNothingElseCounts(String name) {
		Consumer<LeafSpec> malformed = (leaf) -> leaf.subject("CN=admin.svc")
			.san(2, name.getBytes(StandardCharsets.UTF_8));
		assertExtracted(malformed, IdentityType.DNS).isEmpty();
		assertExtracted(malformed, IdentityType.DNS, IdentityType.COMMON_NAME).isEmpty();
	}

	@Test
	void dnsNameThatIsTooLongIsNobody() {
		assertDns("a".repeat(63) + ".svc").isPresent();
		assertDns("a".repeat(64) + ".svc").isEmpty();
		assertDns(("a".repeat(49) + ".").repeat(5) + "svc").isPresent();
		assertDns(("a".repeat(50) + ".").repeat(5) + "svc").isEmpty();
	}

	@Test
	void severalDnsNamesAreNobody() {
		assertExtracted((leaf) -> leaf.dns("admin.svc", "evil.svc"), IdentityType.DNS).isEmpty();
		assertExtracted((leaf) -> leaf.dns("admin.svc", "admin.svc"), IdentityType.DNS).isEmpty();
		assertExtracted((leaf) -> leaf.dns("admin.svc", "*.svc"), IdentityType.DNS).isEmpty();
		assertExtracted((leaf) -> leaf.dns("admin.svc", "ADMIN.SVC"), IdentityType.DNS).isEmpty();
	}

	@Test
	void noDnsNameNeverFallsBackToTheCommonNameOrAnAddress() {
		assertExtracted((leaf) -> leaf.subject("CN=admin.svc").uri("urn:x"), IdentityType.DNS).isEmpty();
		assertExtracted((leaf) -> leaf.subject("CN=admin.svc"), IdentityType.DNS).isEmpty();
		assertExtracted((leaf) -> leaf.subject("CN=admin.svc").ip("127.0.0.1"), IdentityType.DNS).isEmpty();
		assertExtracted((leaf) -> leaf.subject("CN=admin.svc").email("admin@admin.svc"), IdentityType.DNS).isEmpty();
	}

	@Test
	void namesOfOtherTypesBesideAreNotInTheWay() {
		// A user principal name, and a directory name with a common name
		byte[] upn = HEX.parseHex("060a2b060104018237140203a0070c0561646d696e");
		byte[] directory = subject(utf8("admin"));
		Consumer<LeafSpec> others = (leaf) -> leaf.subject("CN=billing").ip("10.1.2.3").san(0, upn).san(4, directory);
		assertExtracted(others.andThen((leaf) -> leaf.dns("billing.svc")), IdentityType.DNS)
			.contains(new DnsIdentity("billing.svc"));
		assertExtracted(others.andThen((leaf) -> leaf.spiffeId("spiffe://prod.example/billing")),
				IdentityType.SPIFFE_ID)
			.contains(new SpiffeId("spiffe://prod.example/billing"));
		assertExtracted(others, IdentityType.SPIFFE_ID, IdentityType.DNS, IdentityType.URI, IdentityType.EMAIL)
			.isEmpty();
		assertExtracted(others, IdentityType.COMMON_NAME).contains(new CommonNameIdentity("billing"));
	}

	// SPIFFE IDs

	@ParameterizedTest
	@ValueSource(strings = { "spiffe://prod.example/billing", "spiffe://prod.example/ns/default/sa/billing",
			"spiffe://prod_1.example-2/Billing_1.2-3", "spiffe://p/a", "spiffe://prod.example/...",
			"spiffe://10.1.2.3/a", "spiffe://prod.example/.a" })
	void ordinarySpiffeIdIsTheIdItself(String id) {
		assertSpiffe(id).contains(new SpiffeId(id));
	}

	@Test
	void spiffeIdWithItsSchemeInCapitalsIsTheSameId() {
		assertSpiffe("SPIFFE://prod.example/billing").contains(new SpiffeId("spiffe://prod.example/billing"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spiffe://prod.example", "spiffe://prod.example/", "spiffe:///admin", "spiffe://",
			"spiffe:/", "spiffe:", "spiffe:admin", "spiffe:/prod.example/admin", "spiffe:///", "spiffe:////admin",
			"spiffe://prod.example//admin", "spiffe://prod.example/admin/", "spiffe://prod.example/a//admin",
			"spiffe://prod.example/./admin", "spiffe://prod.example/../admin", "spiffe://prod.example/evil/../admin",
			"spiffe://prod.example/admin/.", "spiffe://prod.example/admin/..", "spiffe://prod.example/admin?x=1",
			"spiffe://prod.example/admin?", "spiffe://prod.example/admin#x", "spiffe://prod.example/admin#",
			"spiffe://prod.example@evil.example/admin", "spiffe://a:b@prod.example/admin",
			"spiffe://@prod.example/admin", "spiffe://prod.example:443/admin", "spiffe://prod.example:/admin",
			"spiffe://Prod.example/admin", "spiffe://PROD.EXAMPLE/admin", "spiffe://prod.example/%61dmin",
			"spiffe://prod.example/evil%2f..%2fadmin", "spiffe://prod.example/evil%2F..%2Fadmin",
			"spiffe://prod%2eexample/admin", "spiffe://prod.example/admin%00", "spiffe://prod.example/\u00e4dmin",
			"spiffe://pr\u00f6d.example/admin", "spiffe://prod.example/\u0430dmin", "spiffe://prod.example/admin\n",
			"spiffe://prod.example/ad\nmin", "spiffe://prod.example/admin\r\n", "spiffe://prod.example/admin\0",
			"spiffe://prod.example/admin\0.evil", "spiffe://prod.example/ad min", " spiffe://prod.example/admin",
			"spiffe://prod.example/admin ", "spiffe://prod.example /admin", "spiffe://prod.example/ad\tmin",
			"spiffe://prod.example/admin*", "spiffe://prod.example/*", "spiffe://*/admin", "spiffe://[::1]/admin",
			"spiffe:\\\\prod.example\\admin", "spiffe://prod.example\\admin", "spiffe://prod.example/ad:min",
			"spiffe://prod.example/ad@min", "spiffe://prod.example/ad~min", "spiffe://prod.example/ad+min",
			"spiffe://prod.example/a,b", "spiffe://prod,example/admin", "spiffes://prod.example/admin",
			"https://prod.example/admin", "http://prod.example/admin", "urn:prod:admin", "//prod.example/admin",
			"prod.example/admin", "", " ", "spiff\u00e9://prod.example/admin", "\u017fpiffe://prod.example/admin" })
	void malformedSpiffeIdIsNobodyAndNothingElseCounts(String uri) {
		Consumer<LeafSpec> malformed = (leaf) -> leaf.san(6, uri.getBytes(StandardCharsets.UTF_8));
		assertExtracted(malformed, IdentityType.SPIFFE_ID).isEmpty();
		boolean spiffe = uri.regionMatches(true, 0, "spiffe:", 0, 7);
		if (spiffe || !uri.chars().allMatch((character) -> character > ' ' && character <= '~') || uri.isEmpty()) {
			assertExtracted(malformed.andThen((leaf) -> leaf.subject("CN=admin").dns("admin.svc")),
					IdentityType.values())
				.isEmpty();
		}
	}

	@Test
	void spiffeIdThatIsTooLongIsNobody() {
		String prefix = "spiffe://prod.example/";
		assertSpiffe(prefix + "a".repeat(2048 - prefix.length())).isPresent();
		assertSpiffe(prefix + "a".repeat(2049 - prefix.length())).isEmpty();
		assertSpiffe("spiffe://" + "a".repeat(255) + "/x").isPresent();
		assertSpiffe("spiffe://" + "a".repeat(256) + "/x").isEmpty();
	}

	@Test
	void severalUrisAreNobody() {
		String admin = "spiffe://prod.example/admin";
		for (String other : List.of(admin, "spiffe://prod.example/evil", "https://x.example/", "urn:x",
				"SPIFFE://prod.example/admin", "spiffe://prod.example")) {
			assertExtracted((leaf) -> leaf.uri(admin, other), IdentityType.SPIFFE_ID).isEmpty();
			assertExtracted((leaf) -> leaf.uri(other, admin), IdentityType.SPIFFE_ID).isEmpty();
			assertExtracted((leaf) -> leaf.uri(other, admin).dns("admin.svc"), IdentityType.values()).isEmpty();
		}
	}

	@Test
	void spiffeIdOfACertificateThatMaySignOthersIsNobody() {
		Consumer<LeafSpec> admin = (leaf) -> leaf.subject("CN=admin").spiffeId("spiffe://prod.example/admin");
		for (int usage : new int[] { 0x84, 0x82, 0x86, 0x04, 0x02 }) {
			assertExtracted(admin.andThen((leaf) -> leaf.keyUsage(usage)), IdentityType.values()).isEmpty();
		}
		assertExtracted(admin.andThen((leaf) -> leaf.ca(true)), IdentityType.values()).isEmpty();
		assertExtracted(admin.andThen((leaf) -> leaf.ca(true).keyUsage(0x80)), IdentityType.values()).isEmpty();
		assertExtracted(admin.andThen((leaf) -> leaf.ca(true).pathLength(0).keyUsage(0x80)), IdentityType.values())
			.isEmpty();
		assertExtracted(admin.andThen((leaf) -> leaf.ca(true).withoutExtension("2.5.29.15")), IdentityType.values())
			.isEmpty();
	}

	@Test
	void spiffeIdOfALeafWithAndWithoutItsExtensionsIsTheIdItself() {
		SpiffeId id = new SpiffeId("spiffe://prod.example/billing");
		Consumer<LeafSpec> billing = (leaf) -> leaf.spiffeId(id.value());
		assertExtracted(billing, IdentityType.SPIFFE_ID).contains(id);
		assertExtracted(billing.andThen((leaf) -> leaf.withoutExtension("2.5.29.19")), IdentityType.SPIFFE_ID)
			.contains(id);
		assertExtracted(billing.andThen((leaf) -> leaf.withoutExtension("2.5.29.15")), IdentityType.SPIFFE_ID)
			.contains(id);
		assertExtracted(billing.andThen((leaf) -> leaf.keyUsage(0xB8)), IdentityType.SPIFFE_ID).contains(id);
		assertExtracted(billing.andThen((leaf) -> leaf.dns("billing.svc", "b.svc").ip("10.1.2.3")),
				IdentityType.SPIFFE_ID)
			.contains(id);
	}

	private static OptionalAssert<WorkloadIdentity> assertCommonName(ASN1Encodable value) {
		return assertExtracted((leaf) -> leaf.subjectDer(subject(value)), IdentityType.COMMON_NAME);
	}

	private static OptionalAssert<WorkloadIdentity> assertDns(String name) {
		return assertExtracted((leaf) -> leaf.san(2, name.getBytes(StandardCharsets.US_ASCII)), IdentityType.DNS);
	}

	private static OptionalAssert<WorkloadIdentity> assertSpiffe(String id) {
		return assertExtracted((leaf) -> leaf.san(6, id.getBytes(StandardCharsets.US_ASCII)), IdentityType.SPIFFE_ID);
	}

	private static OptionalAssert<WorkloadIdentity> assertExtracted(Consumer<LeafSpec> customizer,
			IdentityType... types) {
		return assertThat(parsed(customizer).flatMap((certificate) -> extract(certificate, types)));
	}

	private static Optional<WorkloadIdentity> extract(X509Certificate certificate, IdentityType... types) {
		return IdentityExtractor.inOrder(List.of(types)).extract(certificate);
	}

	// What the JDK does not parse reaches nobody
	private static Optional<X509Certificate> parsed(Consumer<LeafSpec> customizer) {
		try {
			return Optional.of(certificate(customizer));
		}
		catch (DevCaException ex) {
			assertThat(ex).rootCause().isInstanceOf(IOException.class);
			return Optional.empty();
		}
	}

	private static X509Certificate certificate(Consumer<LeafSpec> customizer) {
		return CA.issue(customizer).certificate();
	}

	private static ASN1Encodable utf8(String text) {
		return new DERUTF8String(text);
	}

	private static byte[] subject(ASN1Encodable commonName) {
		try {
			DERSequence attribute = new DERSequence(new ASN1Encodable[] { BCStyle.CN, commonName });
			return new DERSequence(new DERSet(attribute)).getEncoded("DER");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String commonName(String tag, String bytes) {
		String value = tag + HEX.toHexDigits((byte) (bytes.length() / 2)) + bytes;
		String attribute = "0603550403" + value;
		for (String outer : List.of("30", "31", "30")) {
			attribute = outer + HEX.toHexDigits((byte) (attribute.length() / 2)) + attribute;
		}
		return attribute;
	}

}
