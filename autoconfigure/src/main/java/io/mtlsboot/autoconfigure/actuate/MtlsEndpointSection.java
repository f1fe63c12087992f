package io.mtlsboot.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;

/**
 * A part of the {@code mtls} endpoint with a path of its own.
 */
interface MtlsEndpointSection {

	/**
	 * The last part of its path.
	 * @return a word
	 */
	String name();

	/**
	 * What is read there. Nothing is loaded to answer.
	 * @param filter what is asked for
	 * @return an object that is written as JSON, or {@code null} if there is nothing to
	 * read
	 */
	default @Nullable Object read(Filter filter) {
		return null;
	}

	/**
	 * What is answered to somebody who may write.
	 * @param pem certificates as PEM, without a private key
	 * @return an object that is written as JSON, or {@code null} if nothing can be sent
	 */
	default @Nullable Object submit(String pem) {
		return null;
	}

	/**
	 * What is asked for; what is {@code null} does not matter.
	 *
	 * @param reason the reason of a refusal
	 * @param side the side that we are on
	 * @param peer a part of the address or of the name of a peer
	 */
	record Filter(@Nullable String reason, @Nullable String side, @Nullable String peer) {
	}

}
