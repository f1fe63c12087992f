package io.mtlsboot.identity;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdentityPatternTests {

	@ParameterizedTest
	@CsvSource({ "spiffe://shop.example/web, spiffe://shop.example/web",
			"spiffe://shop.example/*, spiffe://shop.example/web",
			"spiffe://shop.example/batch/*, spiffe://shop.example/batch/nightly",
			"spiffe://shop.example/*/nightly, spiffe://shop.example/batch/nightly",
			"spiffe://shop.example/**, spiffe://shop.example/web",
			"spiffe://shop.example/**, spiffe://shop.example/a/b/c",
			"spiffe://shop.example/batch/**, spiffe://shop.example/batch/a/b",
			"spiffe://shop.example/*/b/**, spiffe://shop.example/a/b/c/d" })
	void matchesWhenSpiffeIdFitsThenTrue(String pattern, String id) {
		assertThat(IdentityPattern.parse(pattern).matches(new SpiffeId(id))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "spiffe://shop.example/web, spiffe://shop.example/Web",
			"spiffe://shop.example/web, spiffe://shop.example/web2",
			"spiffe://shop.example/web, spiffe://shop.example/web/admin",
			"spiffe://shop.example/web, spiffe://other.example/web",
			"spiffe://shop.example/*, spiffe://other.example/web", "spiffe://shop.example/*, spiffe://shop.example/a/b",
			"spiffe://shop.example/**, spiffe://shop.example.evil/web",
			"spiffe://shop.example/batch/*, spiffe://shop.example/batch",
			"spiffe://shop.example/batch/**, spiffe://shop.example/batch",
			"spiffe://shop.example/batch/**, spiffe://shop.example/batch2/x",
			"spiffe://shop.example/*/b/**, spiffe://shop.example/a/b",
			"spiffe://shop.example/*/b, spiffe://shop.example/a/c" })
	void matchesWhenSpiffeIdDiffersThenFalse(String pattern, String id) {
		assertThat(IdentityPattern.parse(pattern).matches(new SpiffeId(id))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "dns:web.shop.example, web.shop.example, true", "dns:WEB.shop.example, web.shop.example, true",
			"dns:web, web, true", "dns:*.shop.example, web.shop.example, true",
			"dns:*.SHOP.example, web.shop.example, true", "dns:*.svc, web.svc, true",
			"dns:*.shop.example, shop.example, false", "dns:*.shop.example, a.b.shop.example, false",
			"dns:*.shop.example, web.evilshop.example, false", "dns:*.shop.example, evilshop.example, false",
			"dns:web.shop.example, shop.example, false", "dns:*.svc, svc, false" })
	void matchesDnsName(String pattern, String name, boolean expected) {
		assertThat(IdentityPattern.parse(pattern).matches(new DnsIdentity(name))).isEqualTo(expected);
	}

	@Test
	void matchesOtherTypesOnlyExactly() {
		assertThat(IdentityPattern.parse("uri:urn:web").matches(new UriIdentity("urn:web"))).isTrue();
		assertThat(IdentityPattern.parse("uri:urn:web").matches(new UriIdentity("urn:web2"))).isFalse();
		assertThat(IdentityPattern.parse("email:web@Shop.example").matches(new EmailIdentity("web@shop.example")))
			.isTrue();
		assertThat(IdentityPattern.parse("email:web@shop.example").matches(new EmailIdentity("Web@shop.example")))
			.isFalse();
		assertThat(IdentityPattern.parse("cn:Billing Service").matches(new CommonNameIdentity("Billing Service")))
			.isTrue();
		assertThat(IdentityPattern.parse("cn:web").matches(new CommonNameIdentity("Web"))).isFalse();
	}

	@Test
	void matchesWhenOnlyTheTextIsEqualThenFalse() {
		Map<IdentityType, WorkloadIdentity> identities = Map.of(IdentityType.DNS, new DnsIdentity("web"),
				IdentityType.COMMON_NAME, new CommonNameIdentity("web"), IdentityType.URI, new UriIdentity("dns:web"));
		for (String text : new String[] { "dns:web", "cn:web", "uri:dns:web" }) {
			IdentityPattern pattern = IdentityPattern.parse(text);
			identities
				.forEach((type, identity) -> assertThat(pattern.matches(identity)).isEqualTo(type == pattern.type()));
		}
		assertThat(IdentityPattern.parse("dns:*.svc").matches(new CommonNameIdentity("web.svc"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "**", "web", "web.shop.example", "shop.example/web", "DNS:web", "name:web",
			"https://shop.example/web", "SPIFFE://shop.example/web", " dns:web", "dns:web ", "dns: web", "dns:", "cn:",
			"cn: ", "cn:web\n", "cn:\u202ebew", "uri:", "uri:web", "uri:spiffe://shop.example/web", "email:web",
			"dns:127.0.0.1", "dns:web." })
	void parseWhenNoPatternThenShowsAcceptedForms(String pattern) {
		assertRefused(pattern);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spiffe://*/web", "spiffe://*", "spiffe://**", "spiffe://*.example/web",
			"spiffe://shop.example/web*", "spiffe://shop.example/*web", "spiffe://shop.example/**/web",
			"spiffe://shop.example/***", "spiffe://shop.example/a**", "dns:*", "dns:**", "dns:*.",
			"dns:w*.shop.example", "dns:web.*.example", "dns:*.*.example", "dns:**.example", "dns:*web.example", "cn:*",
			"cn:web*", "uri:urn:*", "uri:*", "email:*@shop.example", "email:web@*" })
	void parseWhenWildcardIsElsewhereThenThrows(String pattern) {
		assertRefused(pattern);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spiffe://shop.example", "spiffe://shop.example/", "spiffe://shop.example/web/",
			"spiffe://shop.example//web", "spiffe://Shop.example/web", "spiffe://shop.example/%77eb",
			"spiffe://shop.example/../web", "spiffe://shop.example:1/web", "spiffe://a@shop.example/web",
			"spiffe://shop.example/web?x", "spiffe:///web", "spiffe://shop.example/w b", "spiffe://shop.example/web\n",
			"spiffe:shop.example/web" })
	void parseWhenSpiffeIdIsMalformedThenThrows(String pattern) {
		assertRefused(pattern);
	}

	@Test
	void equalsComparesWhatMatches() {
		assertThat(IdentityPattern.parse("dns:*.Shop.example")).isEqualTo(IdentityPattern.parse("dns:*.shop.example"))
			.hasSameHashCodeAs(IdentityPattern.parse("dns:*.shop.example"))
			.hasToString("dns:*.Shop.example")
			.isNotEqualTo(IdentityPattern.parse("dns:shop.example"))
			.isNotEqualTo(null);
		assertThat(IdentityPattern.parse("cn:web")).isNotEqualTo(IdentityPattern.parse("dns:web"));
		assertThat(IdentityPattern.parse("spiffe://shop.example/*"))
			.isNotEqualTo(IdentityPattern.parse("spiffe://shop.example/**"))
			.isEqualTo(IdentityPattern.parse("spiffe://shop.example/*"));
	}

	private static void assertRefused(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> IdentityPattern.parse(pattern))
			.withMessageStartingWith("Unable to use '")
			.withMessageContaining("'dns:<host name>'")
			.withMessageNotContainingAny("\n", "\u202e");
	}

}
