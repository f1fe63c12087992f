package io.mtlsboot.x509;

import java.security.MessageDigest;
import java.util.HexFormat;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FingerprintTests {

	@Test
	void ofWhenCertificateThenDigestsItsEncoding() throws Exception {
		DevCa ca = DevCa.create("shop.example");
		IssuedCertificate other = ca.issue((spec) -> spec.subject("CN=web"));
		Fingerprint fingerprint = Fingerprint.of(ca.rootCertificate());
		assertThat(fingerprint.value()).isEqualTo(HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(ca.rootCertificate().getEncoded())));
		assertThat(fingerprint).isEqualTo(Fingerprint.of(ca.rootCertificate()))
			.isNotEqualTo(Fingerprint.of(other.certificate()))
			.hasToString(fingerprint.value());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ab", "AB:CD", "x\n" })
	void newWhenNotAFingerprintThenThrows(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Fingerprint(value))
			.withMessageContaining("64 lower-case hexadecimal digits")
			.withMessageNotContainingAny("\n");
	}

}
