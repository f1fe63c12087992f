package io.mtlsboot.revocation.http;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpDateTests {

	private static final Instant MOMENT = Instant.parse("1994-11-06T08:49:37Z");

	@Test
	void formatWhenMomentThenAsRfc9110Writes() {
		assertThat(HttpDate.format(MOMENT)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
		assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT")).isEqualTo(MOMENT);
	}

	@ParameterizedTest
	@NullSource
	// RFC 850, asctime, the wrong day, no such day, another zone, one digit, more behind
	@ValueSource(strings = { "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
			"Mon, 06 Nov 1994 08:49:37 GMT", "Wed, 30 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
			"Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT x", "Sun, 06 Nov 1994 24:00:00 GMT" })
	void parseWhenNoSuchMomentThenNone(String text) {
		assertThat(HttpDate.parse(text)).isNull();
	}

}
