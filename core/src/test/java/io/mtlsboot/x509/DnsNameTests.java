package io.mtlsboot.x509;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DnsNameTests {

	@Test
	void newWhenHostNameThenPutsItInLowerCase() {
		assertThat(new DnsName("Web.Shop.EXAMPLE")).isEqualTo(new DnsName("web.shop.example"))
			.hasToString("web.shop.example");
		assertThat(new DnsName("a.b").labels()).containsExactly("a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "web", "1web", "a--b.c", "_srv.example", "1.2.3.4a", "xn--bcker-gra" })
	void newWhenHostNameThenAcceptsIt(String name) {
		assertThat(new DnsName(name).value()).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "web.", ".web", "a..b", "-a", "a-", "*.web", "a b", "web\n", "bücher", "1.2.3.4",
			"web.1", "42", "web.0x7f", "::1", "a/b", "a%b" })
	void newWhenNotAHostNameThenThrows(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new DnsName(name))
			.withMessageContaining("as host name")
			.withMessageNotContainingAny("\n");
	}

	@Test
	void newWhenTooLongThenThrows() {
		String label = "a".repeat(63);
		String longest = String.join(".", label, label, label, "a".repeat(61));
		assertThat(new DnsName(longest).value()).hasSize(253);
		assertThatIllegalArgumentException().isThrownBy(() -> new DnsName(longest + "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> new DnsName(label + "a"));
	}

}
