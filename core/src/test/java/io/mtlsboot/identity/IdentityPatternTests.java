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
			"spiffe://shop.example/*/b, spiffe://shop.example/a/c",
			"spiffe://shop.example/*/b, spiffe://shop.example/a/bc",
			"spiffe://shop.example/*/*, spiffe://shop.example/a",
			"spiffe://shop.example/*/**, spiffe://shop.example/a" })
	void matchesWhenSpiffeIdDiffersThenFalse(String pattern, String id) {
		assertThat(IdentityPattern.parse(pattern).matches(new SpiffeId(id))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "dns:web.shop.example, web.shop.example, true", "dns:WEB.shop.example, web.shop.example, true",
			"dns:web, web, true", "dns:*.shop.example, web.shop.example, true",
			"dns:*.SHOP.example, web.shop.example, true", "dns:*.svc, web.svc, true",
			"dns:*.shop.example, shop.example, false", "dns:*.shop.example, a.b.shop.example, false",
			"dns:*.shop.example, web.evilshop.example, false", "dns:*.shop.example, evilshop.example, false",
			"dns:web.shop.example, shop.example, false", "dns:*.svc, svc, false",
			"dns:**.shop.example, web.shop.example, true", "dns:**.shop.example, a.b.c.shop.example, true",
			"dns:**.SHOP.example, a.b.shop.example, true", "dns:**.shop.example, shop.example, false",
			"dns:**.shop.example, evilshop.example, false", "dns:**.shop.example, a.evilshop.example, false",
			"dns:**.shop.example, web.shop.example.evil, false" })
	void matchesDnsName(String pattern, String name, boolean expected) {
		assertThat(IdentityPattern.parse(pattern).matches(new DnsIdentity(name))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "spiffe://a/**, spiffe://a/x, true", "spiffe://a/**, spiffe://a/x/**, true",
			"spiffe://a/**, spiffe://a/**, true", "spiffe://a/**, spiffe://a/*/y, true",
			"spiffe://a/x/**, spiffe://a/x/*, true", "spiffe://a/*, spiffe://a/x, true",
			"spiffe://a/*/**, spiffe://a/x/y, true", "spiffe://a/x, spiffe://a/*, false",
			"spiffe://a/x/**, spiffe://a/**, false", "spiffe://a/x/**, spiffe://a/x, false",
			"spiffe://a/*, spiffe://a/**, false", "spiffe://a/x, spiffe://a/y, false",
			"spiffe://a/**, spiffe://b/x, false", "dns:**.a.b, dns:x.a.b, true", "dns:**.a.b, dns:*.a.b, true",
			"dns:**.a.b, dns:**.c.a.b, true", "dns:*.a.b, dns:x.a.b, true", "dns:**.a.b, dns:a.b, false",
			"dns:*.a.b, dns:**.a.b, false", "dns:*.a.b, dns:*.c.a.b, false", "dns:**.a.b, dns:**.b, false",
			"dns:**.a.b, dns:**.xa.b, false", "dns:x.a.b, dns:*.a.b, false", "cn:a, cn:a, true", "cn:a, dns:a, false",
			"uri:urn:a, uri:urn:b, false" })
	void coversWhatIsWithin(String pattern, String other, boolean expected) {
		assertThat(IdentityPattern.parse(pattern).covers(IdentityPattern.parse(other))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "spiffe://a/**, spiffe://a/x, true", "spiffe://a/x/**, spiffe://a/**, true",
			"spiffe://a/*/y, spiffe://a/x/*, true", "spiffe://a/x/**, spiffe://a/*/y/**, true",
			"spiffe://a/x/**, spiffe://a/x, false", "spiffe://a/x/**, spiffe://a/y/**, false",
			"spiffe://a/*, spiffe://a/*/*, false", "spiffe://a/**, spiffe://b/**, false", "dns:**.a.b, dns:**.b, true",
			"dns:*.a.b, dns:**.b, true", "dns:*.b, dns:**.a.b, false", "dns:*.a.b, dns:**.a.b, true",
			"dns:*.a.b, dns:*.c.a.b, false", "dns:**.a.b, dns:**.xa.b, false", "dns:*.a.b, dns:x.a.b, true",
			"dns:**.a.b, dns:a.b, false", "cn:a, cn:a, true", "cn:a, uri:a:a, false",
			"cn:spiffe, spiffe://a/x, false" })
	void overlapsInBothDirectionsAlike(String pattern, String other, boolean expected) {
		IdentityPattern one = IdentityPattern.parse(pattern);
		IdentityPattern two = IdentityPattern.parse(other);
		assertThat(one.overlaps(two)).isEqualTo(expected);
		assertThat(two.overlaps(one)).isEqualTo(expected);
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
			"dns:w*.shop.example", "dns:web.*.example", "dns:*.*.example", "dns:**example", "dns:web.**.example",
			"dns:***.example", "dns:*web.example", "cn:*", "cn:web*", "uri:urn:*", "uri:*", "email:*@shop.example",
			"email:web@*" })
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
