package io.mtlsboot.x509;

import java.util.HexFormat;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyPurposeTests {

	private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

	private final DevCa ca = DevCa.create("shop.example");

	@Test
	void isAllowedByWhenPurposeIsListedThenTrue() {
		IssuedCertificate client = this.ca.issue((spec) -> spec.purposes(Purpose.CLIENT_AUTH));
		assertThat(KeyPurpose.CLIENT_AUTH.isAllowedBy(client.certificate())).isTrue();
		assertThat(KeyPurpose.SERVER_AUTH.isAllowedBy(client.certificate())).isFalse();
	}

	@Test
	void isAllowedByWhenAnyPurposeIsListedThenTrue() {
		assertThat(allowedWith("300606" + "04551d2500")).isTrue();
	}

	@Test
	void isAllowedByWhenNoExtensionThenTrue() {
		IssuedCertificate certificate = this.ca.issue((spec) -> spec.withoutExtension(EXTENDED_KEY_USAGE));
		assertThat(KeyPurpose.CLIENT_AUTH.isAllowedBy(certificate.certificate())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "3000", "0500", "30", "300a0608" + "2b0601050507" + "0303", "", "3002" + "0500",
			"300a06082b06010505070302ff" })
	void isAllowedByWhenExtensionIsMalformedOrListsNeitherThenFalse(String hex) {
		assertThat(allowedWith(hex)).isFalse();
	}

	@Test
	void toStringIsTheNameOfTheRfc() {
		assertThat(KeyPurpose.CLIENT_AUTH).hasToString("clientAuth");
		assertThat(KeyPurpose.SERVER_AUTH).hasToString("serverAuth");
		assertThat(KeyPurpose.CLIENT_AUTH.oid()).isEqualTo("1.3.6.1.5.5.7.3.2");
	}

	private boolean allowedWith(String hex) {
		byte[] der = HexFormat.of().parseHex(hex);
		return KeyPurpose.CLIENT_AUTH
			.isAllowedBy(this.ca.issue((spec) -> spec.extension(EXTENDED_KEY_USAGE, false, der)).certificate());
	}

}
