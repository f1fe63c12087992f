package io.mtlsboot.autoconfigure.security;

/**
 * A text of which a regular expression can read only so many characters: some expressions
 * need exponential time for some texts, and a certificate chooses the text.
 */
final class BoundedText implements CharSequence {

	/**
	 * About a millisecond; an expression that does not backtrack needs a few thousand.
	 */
	static final int MAX_STEPS = 200_000;

	private final String text;

	private int steps;

	BoundedText(String text) {
		this.text = text;
	}

	@Override
	public char charAt(int index) {
		if (++this.steps > MAX_STEPS) {
			throw new ExhaustedException();
		}
		return this.text.charAt(index);
	}

	@Override
	public int length() {
		return this.text.length();
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return this.text.substring(start, end);
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * The regular expression has not come to an end.
	 */
	static final class ExhaustedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		ExhaustedException() {
			super("The regular expression needs more than " + MAX_STEPS + " steps", null, false, false);
		}

	}

}
