package io.mtlsboot.devca;

/**
 * Text of others made safe to print: what controls a terminal or starts a new line is
 * shown as an escape.
 */
public final class Text {

	private Text() {
	}

	/**
	 * Escapes what could mislead the reader of a message or a terminal, and the backslash
	 * itself so that an escape is always one of ours.
	 * @param value text from a certificate, a file or a command line
	 * @return text in one line without control characters
	 */
	public static String escape(String value) {
		StringBuilder escaped = new StringBuilder(value.length());
		value.codePoints().forEach((character) -> {
			if (isPlain(character)) {
				escaped.appendCodePoint(character);
			}
			else {
				escaped.append(String.format((character > 0xFFFF) ? "\\U%08x" : "\\u%04x", character));
			}
		});
		return escaped.toString();
	}

	private static boolean isPlain(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> character != '\\';
		};
	}

}
