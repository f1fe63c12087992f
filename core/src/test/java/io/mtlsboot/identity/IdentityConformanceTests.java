package io.mtlsboot.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Runs the public identity cases, if they lie beside the repository.
 */
class IdentityConformanceTests {

	private static final Path CASES = Path.of("shared", "conformance", "cases", "identity-dev.json");

	// The fields of a case are texts; those of its only nested object are not needed
	private static final Pattern FIELD = Pattern
		.compile("\"(id|source|expected|pem)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");

	private static final Map<String, IdentityType> SOURCES = Map.of("CN", IdentityType.COMMON_NAME, "DNS",
			IdentityType.DNS, "URI", IdentityType.SPIFFE_ID);

	@TestFactory
	List<DynamicTest> extractWhenPublicCaseThenAsExpected() throws Exception {
		List<Map<String, String>> cases = cases(Files.readString(casesFile()));
		assertThat(cases).as("cases in '%s'", CASES).hasSizeGreaterThanOrEqualTo(39);
		return cases.stream().map((one) -> DynamicTest.dynamicTest(one.get("id"), () -> run(one))).toList();
	}

	private static void run(Map<String, String> one) throws Exception {
		IdentityExtractor extractor = IdentityExtractor.inOrder(List.of(SOURCES.get(one.get("source"))));
		String actual;
		try {
			X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(one.get("pem").getBytes(StandardCharsets.US_ASCII)));
			actual = extractor.extract(certificate).map((identity) -> "=" + identity.value()).orElse("reject");
		}
		catch (CertificateException ex) {
			actual = "reject";
		}
		String expected = one.get("expected");
		// What follows the first '=' is a name and may contain anything
		boolean either = expected.startsWith("reject|=");
		assertThat(actual).isIn(either ? "reject" : expected,
				either ? expected.substring("reject|".length()) : expected);
	}

	private static List<Map<String, String>> cases(String json) {
		List<Map<String, String>> cases = new ArrayList<>();
		Matcher field = FIELD.matcher(json);
		while (field.find()) {
			if ("id".equals(field.group(1))) {
				cases.add(new LinkedHashMap<>());
			}
			cases.get(cases.size() - 1).put(field.group(1), unescape(field.group(2)));
		}
		return cases;
	}

	private static String unescape(String text) {
		return Pattern.compile("\\\\(u([0-9a-fA-F]{4})|.)").matcher(text).replaceAll((escape) -> {
			String character = switch (escape.group(1).charAt(0)) {
				case 'n' -> "\n";
				case 'r' -> "\r";
				case 't' -> "\t";
				case 'u' -> Character.toString(Integer.parseInt(escape.group(2), 16));
				default -> escape.group(1);
			};
			return Matcher.quoteReplacement(character);
		});
	}

	private static Path casesFile() {
		Path directory = Path.of(System.getProperty("user.dir")).toAbsolutePath();
		for (Path candidate = directory; candidate != null; candidate = candidate.getParent()) {
			if (Files.isRegularFile(candidate.resolve(CASES))) {
				return candidate.resolve(CASES);
			}
		}
		return abort("The identity cases were not run: expected '" + CASES + "' beside the repository");
	}

}
