package io.mtlsboot.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WorkloadIdentityTests {

	@ParameterizedTest
	@ValueSource(strings = { "spiffe://shop.example/web", "spiffe://a/b", "spiffe://10.0.0.1/web",
			"spiffe://shop_1-a.example/ns/prod/sa/Web-1_x.y", "spiffe://shop.example/...", "spiffe://shop.example/.a" })
	void newSpiffeIdWhenWellFormedThenKeepsIt(String value) {
		assertThat(new SpiffeId(value)).hasToString(value).extracting(SpiffeId::value).isEqualTo(value);
	}

	@Test
	void newSpiffeIdWhenSchemeIsInUpperCaseThenPutsItInLowerCase() {
		assertThat(new SpiffeId("SPIFFE://shop.example/Web")).isEqualTo(new SpiffeId("spiffe://shop.example/Web"))
			.isNotEqualTo(new SpiffeId("spiffe://shop.example/web"));
	}

	@Test
	void spiffeIdHasTrustDomainAndSegments() {
		SpiffeId id = new SpiffeId("spiffe://shop.example/batch/nightly");
		assertThat(id.trustDomain()).isEqualTo(new TrustDomain("shop.example")).hasToString("shop.example");
		assertThat(id.segments()).containsExactly("batch", "nightly");
		assertThat(id.type()).isEqualTo(IdentityType.SPIFFE_ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "web", "spiffe:", "spiffe://", "spiffe:///web", "spiffe:/shop.example/web",
			"spiffe:shop.example/web", "spiffe://shop.example", "spiffe://shop.example/", "spiffe://shop.example//",
			"spiffe://shop.example/web/", "spiffe://shop.example//web", "spiffe://shop.example/a//b",
			"spiffe://shop.example/./web", "spiffe://shop.example/a/../web", "spiffe://shop.example/..",
			"spiffe://Shop.example/web", "spiffe://shop.example:8443/web", "spiffe://user@shop.example/web",
			"spiffe://shop.example/web?x=1", "spiffe://shop.example/web#x", "spiffe://shop.example?x/web",
			"spiffe://shop.example/%61dmin", "spiffe://shop%2eexample/web", "spiffe://shop.example/wéb",
			"spiffe://shop.example/web\n", "spiffe://shop.example/web ", " spiffe://shop.example/web",
			"spiffe://shop.example/w\0b", "spiffe://shop.example/*", "spiffe://*/web", "spiffe://[::1]/web",
			"https://shop.example/web", "spiffe\u017F://shop.example/web", "\u017Fpiffe://shop.example/web",
			"spiffe://shop.example\\web/x", "spiffe://shop.example/a;b" })
	void newSpiffeIdWhenMalformedThenThrows(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new SpiffeId(value))
			.withMessageStartingWith("Unable to use '")
			.withMessageNotContainingAny("\n", "\0");
	}

	@Test
	void newSpiffeIdWhenTooLongThenThrows() {
		String prefix = "spiffe://shop.example/";
		assertThat(new SpiffeId(prefix + "a".repeat(2048 - prefix.length())).value()).hasSize(2048);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SpiffeId(prefix + "a".repeat(2049 - prefix.length())));
		assertThat(new TrustDomain("a".repeat(255)).value()).hasSize(255);
		assertThatIllegalArgumentException().isThrownBy(() -> new TrustDomain("a".repeat(256)));
	}

	@Test
	void newDnsIdentityWhenHostNameThenPutsItInLowerCase() {
		assertThat(new DnsIdentity("Web.Shop.example")).isEqualTo(new DnsIdentity("web.shop.example"))
			.hasToString("dns:web.shop.example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*.svc", "admin.svc.", ".svc", "a b", "127.0.0.1", "::1", "web\n", "wéb" })
	void newDnsIdentityWhenNoHostNameThenThrows(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new DnsIdentity(value));
	}

	@Test
	void newUriIdentityWhenAbsoluteThenPutsOnlySchemeInLowerCase() {
		assertThat(new UriIdentity("HTTPS://Shop.example/Web").value()).isEqualTo("https://Shop.example/Web");
		assertThat(new UriIdentity("urn:web")).hasToString("uri:urn:web");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "web", "/web", "urn:", "urn:a b", "urn:wéb", "urn:a\n", "spiffe://shop.example/web",
			"SPIFFE:x", "urn:%zz", "://x", "1a:b", "http://[::1" })
	void newUriIdentityWhenNoUriOrSpiffeThenThrows(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new UriIdentity(value)).withMessageNotContaining("\n");
	}

	@Test
	void newEmailIdentityWhenAddressThenPutsOnlyHostInLowerCase() {
		assertThat(new EmailIdentity("Web@Shop.Example")).isEqualTo(new EmailIdentity("Web@shop.example"))
			.isNotEqualTo(new EmailIdentity("web@shop.example"))
			.hasToString("email:Web@shop.example");
		assertThat(new EmailIdentity("a.b+c@host").value()).isEqualTo("a.b+c@host");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "@", "web", "web@", "@shop.example", "a@b@shop.example", "a b@shop.example",
			"\"a\"@shop.example", ".a@shop.example", "a..b@shop.example", "a.@shop.example", "a@*.example",
			"a@shop.example.", "a@127.0.0.1", "a@[127.0.0.1]", "é@shop.example", "a@shop.example\n" })
	void newEmailIdentityWhenNoAddressThenThrows(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new EmailIdentity(value));
		assertThatIllegalArgumentException().isThrownBy(() -> new EmailIdentity("a".repeat(65) + "@shop.example"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "billing", "Billing Service", "bäckerei", "\"admin\"", "#0c0561", "evil, CN=admin" })
	void newCommonNameIdentityWhenVisibleThenKeepsIt(String value) {
		assertThat(new CommonNameIdentity(value)).hasToString("cn:" + value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "   ", " web", "web ", "\tweb", "admin\0.evil", "evil\r\nX-User: admin",
			"\u202enimda", "ad\u200bmin", "admin\u00a0", "ad\u00a0min", "admin\u2003x", "admin\u2028", "\ue000",
			"\ud800", "admin\ufeff", "\u3000", "admin\u007f", "admin\u009b" })
	void newCommonNameIdentityWhenNotVisibleThenThrows(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new CommonNameIdentity(value))
			.withMessageNotContainingAny("\n", "\r", "\u202e", "\0");
	}

	@Test
	void newCommonNameIdentityWhenTooLongThenThrows() {
		assertThat(new CommonNameIdentity("a".repeat(256)).value()).hasSize(256);
		assertThatIllegalArgumentException().isThrownBy(() -> new CommonNameIdentity("a".repeat(257)));
	}

	@Test
	void equalsWhenTypesDifferThenFalse() {
		WorkloadIdentity commonName = new CommonNameIdentity("billing");
		WorkloadIdentity dns = new DnsIdentity("billing");
		assertThat(commonName).isNotEqualTo(dns);
		assertThat(commonName.toString()).isNotEqualTo(dns.toString());
	}

	@Test
	void serializationKeepsEveryType() throws Exception {
		List<WorkloadIdentity> identities = List.of(new SpiffeId("spiffe://shop.example/web"), new DnsIdentity("web"),
				new UriIdentity("urn:web"), new EmailIdentity("web@shop.example"), new CommonNameIdentity("web"));
		for (WorkloadIdentity identity : identities) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			new ObjectOutputStream(bytes).writeObject(identity);
			Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
			assertThat(copy).isEqualTo(identity);
			assertThat(identity.toString()).startsWith(identity.type().prefix());
		}
	}

}
