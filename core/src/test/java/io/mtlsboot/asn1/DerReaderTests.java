package io.mtlsboot.asn1;

import java.security.cert.CertificateParsingException;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class DerReaderTests {

	@Test
	void nextWhenSeveralElementsThenReturnsOneAfterTheOther() throws Exception {
		DerReader reader = reader("02012a0500");
		assertThat(reader.nextIs(DerReader.INTEGER)).isTrue();
		assertThat(reader.next(DerReader.INTEGER).hex()).isEqualTo("2a");
		assertThat(reader.next().tag()).isEqualTo(5);
		assertThat(reader.hasNext()).isFalse();
		assertThatNoException().isThrownBy(reader::end);
	}

	@Test
	void nextWhenLengthNeedsTwoOctetsThenReadsAllContent() throws Exception {
		assertThat(reader("0481c8" + "00".repeat(200)).only(DerReader.OCTET_STRING).length()).isEqualTo(200);
		assertThat(reader("04820100" + "00".repeat(256)).only(DerReader.OCTET_STRING).length()).isEqualTo(256);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "04", "0402ff", "0481", "048101ff", "04820001ff", "0480ff0000", "0484000000ff", "04ff",
			"047f00", "0483ffffff", "1f8101ff", "0488ffffffffffffffff" })
	void nextWhenNotDerThenThrows(String hex) {
		assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(() -> reader(hex).next())
			.withMessageContaining("Unable to read DER at octet");
	}

	@Test
	void onlyWhenSomethingFollowsThenThrows() {
		assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(() -> reader("05000500").only(5))
			.withMessageContaining("nothing more");
	}

	@Test
	void nextWhenTagDiffersThenThrows() {
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> reader("0500").next(DerReader.SEQUENCE))
			.withMessageContaining("tag 0x30");
	}

	@Test
	void nextWhenRandomOctetsThenNeverThrowsAnythingElse() {
		Random random = new Random(17);
		for (int i = 0; i < 20_000; i++) {
			byte[] octets = new byte[random.nextInt(12)];
			random.nextBytes(octets);
			try {
				DerReader reader = DerReader.of(octets);
				while (reader.hasNext()) {
					reader.next();
				}
			}
			catch (CertificateParsingException ex) {
				assertThat(ex).hasMessageContaining("expected");
			}
		}
	}

	private static DerReader reader(String hex) {
		return DerReader.of(HexFormat.of().parseHex(hex));
	}

}
