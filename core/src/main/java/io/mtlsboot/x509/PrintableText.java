package io.mtlsboot.x509;

import javax.security.auth.x500.X500Principal;

/**
 * Text from a certificate made safe to print: a certificate is written by whoever asks
 * for it, and a line feed or an escape sequence in a name must not forge a log line.
 */
public final class PrintableText {

	private static final int MAX_LENGTH = 256;

	/** To write a name out takes several times as long as to parse its certificate. */
	private static final int MAX_ENCODED_NAME = 8192;

	private PrintableText() {
	}

	/**
	 * A distinguished name as one printable line.
	 * @param name the name
	 * @return the name as RFC 2253 writes it, escaped and cut to a bounded length; of one
	 * whose encoding is longer than 8 KiB only that length
	 */
	public static String of(X500Principal name) {
		int length = name.getEncoded().length;
		return (length > MAX_ENCODED_NAME) ? "a name of " + length + " bytes" : of(name.getName(X500Principal.RFC2253));
	}

	/**
	 * A text as one printable line. Control and format characters, surrogates without
	 * their other half and line separators become {@code \}{@code uXXXX}.
	 * @param text the text
	 * @return the text, escaped and cut to a bounded length
	 */
	public static String of(String text) {
		StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
		text.codePoints().limit(MAX_LENGTH).forEach((character) -> append(printable, character));
		if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
			printable.append('…');
		}
		return printable.toString();
	}

	private static void append(StringBuilder printable, int character) {
		switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				printable.append(String.format("\\u%04X", character));
			default -> printable.appendCodePoint(character);
		}
	}

}
