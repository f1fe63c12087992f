package io.mtlsboot.x509;

import javax.security.auth.x500.X500Principal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTextTests {

	@Test
	void ofWhenPrintableThenKeepsIt() {
		assertThat(PrintableText.of("CN=bäckerei, O=Shöp 100%n {} 😀")).isEqualTo("CN=bäckerei, O=Shöp 100%n {} 😀");
	}

	@ParameterizedTest
	@CsvSource({ "000A", "000D", "0000", "001B", "007F", "0085", "009B", "200B", "200E", "202E", "2028", "2029", "2066",
			"FEFF", "E000", "D800", "DC00", "E0041" })
	void ofWhenCharacterForgesOutputThenEscapesIt(String hex) {
		String character = new StringBuilder().appendCodePoint(Integer.parseInt(hex, 16)).toString();
		assertThat(PrintableText.of("a" + character + "b")).isEqualTo("a\\u" + hex + "b");
	}

	@Test
	void ofWhenLongThenCutsIt() {
		assertThat(PrintableText.of("a".repeat(256))).isEqualTo("a".repeat(256));
		assertThat(PrintableText.of("😀".repeat(300))).isEqualTo("😀".repeat(256) + "…");
		assertThat(PrintableText.of("\n".repeat(100_000))).hasSizeLessThan(2_000);
	}

	@Test
	void ofWhenNameHasLineFeedThenIsOneLine() {
		X500Principal name = new X500Principal("CN=\"evil\nroot\"");
		assertThat(PrintableText.of(name)).isEqualTo("CN=evil\\u000Aroot");
	}

	@Test
	void ofWhenNameIsHugeThenDoesNotWriteItOut() {
		X500Principal name = new X500Principal("CN=evil" + ", O=root".repeat(1000));
		assertThat(PrintableText.of(name)).isEqualTo("a name of " + name.getEncoded().length + " bytes");
	}

}
