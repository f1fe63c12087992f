package io.mtlsboot.autoconfigure.proof;

/**
 * As whom we try our own ports.
 */
enum Caller {

	/**
	 * Without TLS.
	 */
	PLAIN_HTTP("plain HTTP"),

	/**
	 * With TLS, without a certificate.
	 */
	NOBODY("no certificate"),

	/**
	 * With a certificate of a CA that nobody knows.
	 */
	STRANGER("a certificate of an unknown CA"),

	/**
	 * As ourselves.
	 */
	OURSELVES("our own certificate");

	private final String description;

	Caller(String description) {
		this.description = description;
	}

	@Override
	public String toString() {
		return this.description;
	}

}
