package io.mtlsboot.revocation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CrlContentTests {

	@Test
	void derWhenPemThenDecodes() throws Exception {
		assertThat(CrlContent.der(bytes("-----BEGIN X509 CRL-----\r\nAQ\r\nID\r\n-----END X509 CRL-----\r\n")))
			.containsExactly(1, 2, 3);
	}

	@Test
	void derWhenAnythingElseThenAsItIs() throws Exception {
		assertThat(CrlContent.der(ByteBuffer.wrap(new byte[] { 0x30, 0 }))).containsExactly(0x30, 0);
		assertThat(CrlContent.der(bytes(""))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-----BEGIN X509 CRL-----", "-----BEGIN X509 CRL-----\nAQID",
			"-----BEGIN X509 CRL-----\nA\n-----END X509 CRL-----",
			"-----BEGIN X509 CRL-----\nAQID\n-----END X509 CRL-----\nmore" })
	void derWhenPemIsIncompleteThenThrows(String text) {
		assertThatExceptionOfType(CRLException.class).isThrownBy(() -> CrlContent.der(bytes(text)));
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

}
