package io.mtlsboot.identity;

import io.mtlsboot.x509.PrintableText;

/**
 * The common name of a subject that a workload proves.
 *
 * @param value the name, which looks like what it is: no character is invisible
 */
public record CommonNameIdentity(String value) implements WorkloadIdentity {

	// X.520 has 64 as upper bound, but CAs put longer host names there; a header or a log
	// line can hold this much
	private static final int MAX_LENGTH = 256;

	/**
	 * Proves that a text can be shown and compared as a name.
	 * @param value the text
	 * @throws IllegalArgumentException if it is blank, begins or ends with a space, is
	 * longer than 256 characters, or has a control, format or unassigned character or a
	 * space other than {@code U+0020}
	 */
	public CommonNameIdentity {
		if (value.isBlank() || value.startsWith(" ") || value.endsWith(" ") || value.length() > MAX_LENGTH
				|| !value.codePoints().allMatch(CommonNameIdentity::isVisible)) {
			throw new IllegalArgumentException(
					"Unable to use '" + PrintableText.of(value) + "' as common name: expected 1 to " + MAX_LENGTH
							+ " visible characters without a space at the ends");
		}
	}

	@Override
	public IdentityType type() {
		return IdentityType.COMMON_NAME;
	}

	@Override
	public String toString() {
		return type().prefix() + this.value;
	}

	private static boolean isVisible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			case Character.SPACE_SEPARATOR -> character == ' ';
			default -> true;
		};
	}

}
