package io.mtlsboot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Whom the calls of one caller have in common, as far as it can be told.
 *
 * @param kind how much is known of it
 * @param identity the identity in its certificate, or {@code null}
 * @param subject the subject of a certificate without an identity, or {@code null}
 * @param address the address of a caller without a certificate, or {@code null}
 * @param userAgent the user agent of a caller without a certificate, or {@code null} if
 * it names none
 */
record CallerKey(Kind kind, @Nullable String identity, @Nullable String subject, @Nullable String address,
		@Nullable String userAgent) {

	/** Stands for all user agents of an address that has too many. */
	static final String OTHER_AGENTS = "(others)";

	private static final int MAX_NAME = 2048;

	private static final int MAX_ADDRESS = 64;

	private static final int MAX_USER_AGENT = 100;

	static CallerKey identified(boolean known, String identity) {
		return new CallerKey(Kind.of(known), ShortText.of(identity, MAX_NAME), null, null, null);
	}

	static CallerKey named(boolean known, String subject) {
		return new CallerKey(Kind.of(known), null, ShortText.of(subject, MAX_NAME), null, null);
	}

	static CallerKey anonymous(String address, @Nullable String userAgent) {
		return new CallerKey(Kind.ANONYMOUS, null, null, address(address),
				(userAgent != null) ? ShortText.of(userAgent, MAX_USER_AGENT) : null);
	}

	// It comes from a header where the application believes proxies
	static String address(String address) {
		return ShortText.of(address, MAX_ADDRESS);
	}

	CallerKey withOtherAgents() {
		return new CallerKey(this.kind, this.identity, this.subject, this.address, OTHER_AGENTS);
	}

	/**
	 * Each kind has room of its own: whoever can make up names must not take the place of
	 * those who can prove theirs.
	 */
	enum Kind {

		/**
		 * A certificate that one of our CAs has issued.
		 */
		KNOWN,

		/**
		 * A certificate, and with it a name, that anybody can make.
		 */
		STRANGER,

		/**
		 * No certificate.
		 */
		ANONYMOUS;

		private static Kind of(boolean known) {
			return known ? KNOWN : STRANGER;
		}

	}

}
