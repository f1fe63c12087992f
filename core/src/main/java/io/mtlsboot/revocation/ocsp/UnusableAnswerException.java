package io.mtlsboot.revocation.ocsp;

/**
 * There is no answer, or none that may be believed. The message is a phrase for evidence
 * whose subject is whoever was asked, and printable.
 */
final class UnusableAnswerException extends Exception {

	private static final long serialVersionUID = 1;

	private final boolean outage;

	UnusableAnswerException(String phrase) {
		this(phrase, false);
	}

	UnusableAnswerException(String phrase, boolean outage) {
		super(phrase);
		this.outage = outage;
	}

	String phrase() {
		return String.valueOf(getMessage());
	}

	/**
	 * Whether the responder does not answer anybody, so that others need not wait for it.
	 * @return {@code false} if it is only this answer that is of no use
	 */
	boolean isOutage() {
		return this.outage;
	}

}
