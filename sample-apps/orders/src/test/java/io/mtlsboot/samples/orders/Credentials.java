package io.mtlsboot.samples.orders;

/**
 * What a caller presents, by the names of files in the directory of the
 * {@link OpensslPki}.
 */
enum Credentials {

	/**
	 * The web service's certificate with its intermediate.
	 */
	WEB("web-chain.crt", "web.key"),

	/**
	 * The same with an EC key.
	 */
	WEB_EC("web-ec-chain.crt", "web-ec.key"),

	NOTHING("", ""),

	OF_ANOTHER_CA("stranger.crt", "web.key"),

	/**
	 * Of another CA that calls itself what our CA is called.
	 */
	OF_AN_IMPOSTOR("impostor.crt", "web.key"),

	EXPIRED("expired-chain.crt", "web.key"),

	/**
	 * A certificate that lacks the purpose {@code clientAuth}.
	 */
	FOR_SERVERS_ONLY("web-as-server-chain.crt", "web.key"),

	WITHOUT_INTERMEDIATE("web.crt", "web.key");

	private final String certificate;

	private final String key;

	Credentials(String certificate, String key) {
		this.certificate = certificate;
		this.key = key;
	}

	String certificate() {
		return this.certificate;
	}

	String key() {
		return this.key;
	}

}
