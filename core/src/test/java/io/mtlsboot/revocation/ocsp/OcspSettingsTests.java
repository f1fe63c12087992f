package io.mtlsboot.revocation.ocsp;

import java.net.URI;
import java.time.Duration;

import io.mtlsboot.revocation.ocsp.OcspSettings.IdHash;
import io.mtlsboot.revocation.ocsp.OcspSettings.NoncePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OcspSettingsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void createWhenDefaultThenIsAsDocumented() {
		assertThat(OcspSettings.DEFAULT).isEqualTo(new OcspSettings(null, NoncePolicy.SEND, IdHash.SHA_1,
				Duration.ofSeconds(2), Duration.ofMinutes(10), Duration.ofSeconds(30), 10_000));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ldap://localhost/", "http:///ocsp", "/ocsp", "file:///ocsp", "http:ocsp",
			"https://localhost/" })
	void createWhenResponderIsNotHttpThenRefused(String responder) {
		assertThatIllegalArgumentException().isThrownBy(() -> OcspSettings.DEFAULT.withResponder(URI.create(responder)))
			.withMessage("Invalid OCSP responder '" + responder + "': expected an http URI with a host");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT30.001S" })
	void createWhenTimeoutIsOutOfRangeThenRefused(String timeout) {
		assertThatIllegalArgumentException().isThrownBy(() -> OcspSettings.DEFAULT.withTimeout(Duration.parse(timeout)))
			.withMessage("Invalid OCSP time-out '" + timeout + "': expected more than zero, up to 30 seconds");
	}

	@Test
	void createWhenAnotherValueIsOutOfRangeThenRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(Duration.ofDays(8), SECOND, 1))
			.withMessageContaining("up to 7 days");
		assertThatIllegalArgumentException().isThrownBy(() -> settings(SECOND, Duration.ofMillis(999), 1))
			.withMessageContaining("1 second to 10 minutes");
		assertThatIllegalArgumentException().isThrownBy(() -> settings(SECOND, Duration.ofMinutes(11), 1))
			.withMessageContaining("1 second to 10 minutes");
		assertThatIllegalArgumentException().isThrownBy(() -> settings(SECOND, SECOND, 0))
			.withMessageContaining("1 to 1000000");
	}

	@Test
	void createWhenResponderIsHttpInCapitalsThenKept() {
		URI responder = URI.create("HTTP://ocsp.shop.example/");
		assertThat(OcspSettings.DEFAULT.withResponder(responder).responder()).isEqualTo(responder);
	}

	private static OcspSettings settings(Duration maxAge, Duration maxBackoff, int maxEntries) {
		return new OcspSettings(null, NoncePolicy.OMIT, IdHash.SHA_256, SECOND, maxAge, maxBackoff, maxEntries);
	}

}
