package io.mtlsboot.autoconfigure;

/**
 * Text of callers that is kept: as they sent it, but no longer than we want.
 */
final class ShortText {

	private ShortText() {
	}

	/**
	 * A text that is not longer than a limit.
	 * @param text the text
	 * @param max how many characters are kept
	 * @return the text itself, or its beginning and an ellipsis
	 */
	static String of(String text, int max) {
		return (text.length() <= max) ? text : text.substring(0, max) + "…";
	}

}
