package io.mtlsboot.revocation.http;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FetchPolicyTests {

	@ParameterizedTest
	@CsvSource({ "pki.corp.example, pki.corp.example, true", "PKI.corp.example, pki.CORP.example., true",
			"pki.corp.example, web.corp.example, false", "pki.corp.example, pki.corp.example.evil.example, false",
			"pki.corp.example, xpki.corp.example, false", "*.corp.example, pki.corp.example, true",
			"*.corp.example, a.b.corp.example, true", "*.corp.example, corp.example, false",
			"*.corp.example, .corp.example, false", "*.corp.example, evilcorp.example, false",
			"10.1.2.3, 10.1.2.3, true", "10.1.2.3, 10.1.2.30, false", "[fd00::1], [FD00::1], true" })
	void allowsWhenHostIsNamedThenOnlyThat(String allowed, String host, boolean expected) {
		assertThat(new FetchPolicy(List.of(allowed)).allows(host)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "*.", "**.example", "pki.*.example", "http://pki", "pki:80", "a b", "a..b",
			"pki/x", "10.0.0.0/8", "fd00::1", "a\nb" })
	void newWhenNoHostThenRefused(String host) {
		assertThatIllegalArgumentException().isThrownBy(() -> new FetchPolicy(List.of(host)))
			.withMessageContaining("expected a host name");
	}

}
