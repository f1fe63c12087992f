package io.mtlsboot.autoconfigure.security;

import java.util.List;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.identity.CommonNameIdentity;
import io.mtlsboot.identity.DnsIdentity;
import io.mtlsboot.identity.EmailIdentity;
import io.mtlsboot.identity.SpiffeId;
import io.mtlsboot.identity.UriIdentity;
import io.mtlsboot.identity.WorkloadIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PrincipalNames}.
 */
class PrincipalNamesTests {

	@Test
	void verifyWhenThereAreNoRulesThenNameIsTheTypedIdentity() {
		for (List<String> rules : List.of(List.<String>of(), List.of("DEFAULT"))) {
			assertThat(PrincipalNames.of(rules).of(new SpiffeId("spiffe://shop.example/web")))
				.contains("spiffe://shop.example/web");
			assertThat(PrincipalNames.of(rules).of(new CommonNameIdentity("web"))).contains("cn:web");
			assertThat(PrincipalNames.of(rules).of(new DnsIdentity("web.svc"))).contains("dns:web.svc");
			assertThat(PrincipalNames.of(rules).of(new UriIdentity("urn:web"))).contains("uri:urn:web");
			assertThat(PrincipalNames.of(rules).of(new EmailIdentity("a@b.example"))).contains("email:a@b.example");
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "RULE:cn:(.*)/$1/, Web, Web", "RULE:cn:(.*)/$1/L, Web, web", "RULE:cn:(.*)/$1/U, Web, WEB",
					"RULE:cn:(W)(e)b/$2-$1-$0/, Web, e-W-cn:Web", "RULE:cn:Web/fixed/, Web, fixed",
					"RULE:cn:(a)?Web/x$1y/, Web, xy", "RULE:cn:(.*)\\/(.*)/$2\\/$1/, a/b, b/a",
					"RULE:cn:a\\\\b/x\\\\y\\$z/, a\\b, x\\y$z", "RULE:cn:a[/x/, a, ", "RULE:cn:(.+), Web, " })
	void verifyWhenRuleMatchesThenNameIsItsReplacement(String rule, String commonName, String expected) {
		if (expected == null) {
			assertRefused(rule);
		}
		else {
			assertThat(PrincipalNames.of(List.of(rule)).of(new CommonNameIdentity(commonName))).contains(expected);
		}
	}

	@Test
	void verifyWhenSeveralMatchThenTheFirstCounts() {
		PrincipalNames names = PrincipalNames
			.of(List.of("RULE:cn:web/first/", "RULE:cn:(.*)/second-$1/", "DEFAULT", "RULE:.*/third/"));
		assertThat(names.of(new CommonNameIdentity("web"))).contains("first");
		assertThat(names.of(new CommonNameIdentity("webx"))).contains("second-webx");
		assertThat(names.of(new DnsIdentity("web"))).contains("dns:web");
	}

	@Test
	void patternThatMatchesAPartNamesNobody() {
		PrincipalNames names = PrincipalNames.of(List.of("RULE:cn:admin/admin/"));
		assertThat(names.of(new CommonNameIdentity("administrator"))).isEmpty();
		assertThat(names.of(new CommonNameIdentity("x cn:admin"))).isEmpty();
		assertThat(names.of(new CommonNameIdentity("xcn:admin, cn:admin"))).isEmpty();
	}

	@Test
	void commonNameThatLooksLikeAnotherTypeIsNamedByItsType() {
		PrincipalNames names = PrincipalNames.of(List.of("RULE:spiffe:\\/\\/shop\\.example\\/(.*)/$1/"));
		assertThat(names.of(new SpiffeId("spiffe://shop.example/admin"))).contains("admin");
		assertThat(names.of(new CommonNameIdentity("spiffe://shop.example/admin"))).isEmpty();
		assertThat(names.of(new SpiffeId("spiffe://shopxexample/admin"))).isEmpty();
	}

	@Test
	void distinguishedNameInACommonNameIsOneValue() {
		PrincipalNames names = PrincipalNames.of(List.of("RULE:.*CN=([^,]+).*/$1/", "DEFAULT"));
		// Whoever writes such a rule gets it applied to what the certificate says
		assertThat(names.of(new CommonNameIdentity("evil, OU=x"))).contains("cn:evil, OU=x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "RULE:cn:(x*)web/$1/", "RULE:cn:web/ /", "RULE:cn:(w)eb/ $1/", "RULE:cn:(w)eb/$1 /",
			"RULE:cn:dns/x/" })
	void verifyWhenNameIsEmptyOrHasBlanksAtItsEndsThenNobody(String rule) {
		assertThat(PrincipalNames.of(List.of(rule, "DEFAULT")).of(new CommonNameIdentity("web")))
			.isEqualTo(PrincipalNames.of(List.of(rule, "DEFAULT", "DEFAULT")).of(new CommonNameIdentity("web")));
		if (!rule.contains("dns")) {
			assertThat(PrincipalNames.of(List.of(rule, "DEFAULT")).of(new CommonNameIdentity("web"))).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0000b", "a\nb", "a\u202eb", "a\u200bb", "a\u00a0b", "a\ue000b" })
	void replacementWithInvisibleCharactersNamesNobody(String replacement) {
		assertThat(PrincipalNames.of(List.of("RULE:cn:web/" + replacement + "/")).of(new CommonNameIdentity("web")))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "RULE:cn:(.*a){20}b/x/", "RULE:cn:(.*.*)(.*.*)(.*.*)b/x/", "RULE:cn:(?:(a+)(a*))+\\1\\2b/x/" })
	void catastrophicPatternCannotBurnTimeAndTheNextRuleDoesNotDecide(String rule) {
		PrincipalNames names = PrincipalNames.of(List.of(rule, "DEFAULT"));
		assertThat(names.of(new CommonNameIdentity("a".repeat(200) + "c"))).isEmpty();
		assertThat(names.of(new CommonNameIdentity("orders"))).contains("cn:orders");
	}

	@Test
	void longestIdentityIsNamedByAnOrdinaryPattern() {
		WorkloadIdentity id = new SpiffeId("spiffe://shop.example/" + "a".repeat(2000));
		assertThat(PrincipalNames.of(List.of("RULE:spiffe:\\/\\/([a-z.]+)\\/(.*)/$1\\/$2/")).of(id))
			.contains("shop.example/" + "a".repeat(2000));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "RULE", "RULE:", "RULE:/", "RULE://", "RULE:/x/", "RULE:a", "RULE:a/", "RULE:a/b",
			"RULE:a/b/X", "RULE:a/b/LU", "RULE:a/b/l", "RULE:a/b/c/d", "RULE:a//", "RULE:a/$1/", "RULE:(a)/$2/",
			"RULE:a/$/", "RULE:a/$x/", "RULE:(?<n>a)/${n}/", "RULE:a/\\n/", "RULE:a/b\\/", "RULE:(a/b/", "default",
			"rule:a/b/", "DEFAULT/", "a/b/" })
	void verifyWhenRuleIsMalformedThenRefused(String rule) {
		assertRefused(rule);
	}

	@Test
	void verifyWhenRuleIsTooLongThenRefused() {
		assertRefused("RULE:" + "a".repeat(1000) + "/b/");
	}

	private static void assertRefused(String rule) {
		assertThatExceptionOfType(MtlsConfigurationException.class)
			.isThrownBy(() -> PrincipalNames.of(List.of("DEFAULT", rule)))
			.withMessageStartingWith("Property 'mtls.security.principal-rules': unable to use '")
			.satisfies((ex) -> assertThat(ex.action()).contains("RULE:"));
	}

}
