package io.mtlsboot.handshake;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.x509.PrintableText;

/**
 * Text of peers as it is kept: printable, and short even if every character had to be
 * escaped.
 */
final class ShortText {

	static final int MAX_LENGTH = 256;

	private ShortText() {
	}

	static String of(String text) {
		return cut(PrintableText.of(text));
	}

	static String of(X500Principal name) {
		return cut(PrintableText.of(name));
	}

	private static String cut(String text) {
		if (text.length() <= MAX_LENGTH) {
			return text;
		}
		int end = MAX_LENGTH - 1;
		return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
	}

}
