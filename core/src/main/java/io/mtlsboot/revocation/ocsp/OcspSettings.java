package io.mtlsboot.revocation.ocsp;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How OCSP responders are asked.
 *
 * @param responder who is asked about every certificate; by default, {@code null}, the
 * responder that the certificate names, by {@code http} only
 * @param nonce whether requests carry a nonce; by default they do, and answers need not
 * @param idHash the digest that requests name the issuer by; SHA-1 by default, which is
 * what responders know. It protects nothing
 * @param timeout how long a handshake waits for an answer; 2 seconds by default, at most
 * 30
 * @param maxAge how long an answer that does not say when the next one is due is
 * believed; 10 minutes by default, at most 7 days
 * @param maxBackoff how long a responder that fails is left alone at most, after one
 * second at first; 30 seconds by default, at most 10 minutes
 * @param maxEntries of how many certificates answers are remembered; 10,000 by default
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960">RFC 6960</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9654">RFC 9654</a>
 */
public record OcspSettings(@Nullable URI responder, NoncePolicy nonce, IdHash idHash, Duration timeout, Duration maxAge,
		Duration maxBackoff, int maxEntries) {

	private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration MAX_MAX_AGE = Duration.ofDays(7);

	private static final Duration MAX_MAX_BACKOFF = Duration.ofMinutes(10);

	private static final int MAX_MAX_ENTRIES = 1_000_000;

	/**
	 * The defaults.
	 */
	public static final OcspSettings DEFAULT = new OcspSettings(null, NoncePolicy.SEND, IdHash.SHA_1,
			Duration.ofSeconds(2), Duration.ofMinutes(10), Duration.ofSeconds(30), 10_000);

	/**
	 * Refuses values that would leave handshakes waiting or checks without meaning.
	 * @param responder who is asked, or {@code null} for the responder of the certificate
	 * @param nonce whether requests carry a nonce
	 * @param idHash the digest that requests name the issuer by
	 * @param timeout how long a handshake waits
	 * @param maxAge how long an answer without an end is believed
	 * @param maxBackoff how long a responder that fails is left alone at most
	 * @param maxEntries of how many certificates answers are remembered
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public OcspSettings {
		require(responder == null || isHttp(responder), "OCSP responder", responder, "an http URI with a host");
		require(isWithin(timeout, MAX_TIMEOUT), "OCSP time-out", timeout, "more than zero, up to 30 seconds");
		require(isWithin(maxAge, MAX_MAX_AGE), "maximum age of an OCSP answer", maxAge, "more than zero, up to 7 days");
		require(isWithin(maxBackoff, MAX_MAX_BACKOFF) && maxBackoff.compareTo(Backoff.FIRST) >= 0,
				"longest pause of a failing OCSP responder", maxBackoff, "1 second to 10 minutes");
		require(maxEntries > 0 && maxEntries <= MAX_MAX_ENTRIES, "number of remembered OCSP answers", maxEntries,
				"1 to 1000000");
	}

	/**
	 * The same settings with a responder that is asked about every certificate.
	 * @param responder an {@code http} URI, or {@code null} for the one that the
	 * certificate names
	 * @return a copy
	 */
	public OcspSettings withResponder(@Nullable URI responder) {
		return new OcspSettings(responder, this.nonce, this.idHash, this.timeout, this.maxAge, this.maxBackoff,
				this.maxEntries);
	}

	/**
	 * The same settings with another policy for nonces.
	 * @param nonce whether requests carry a nonce
	 * @return a copy
	 */
	public OcspSettings withNonce(NoncePolicy nonce) {
		return new OcspSettings(this.responder, nonce, this.idHash, this.timeout, this.maxAge, this.maxBackoff,
				this.maxEntries);
	}

	/**
	 * The same settings with another time-out.
	 * @param timeout how long a handshake waits
	 * @return a copy
	 */
	public OcspSettings withTimeout(Duration timeout) {
		return new OcspSettings(this.responder, this.nonce, this.idHash, timeout, this.maxAge, this.maxBackoff,
				this.maxEntries);
	}

	private static boolean isHttp(URI uri) {
		String scheme = uri.getScheme();
		return scheme != null && scheme.equalsIgnoreCase("http") && uri.getHost() != null;
	}

	private static boolean isWithin(Duration duration, Duration max) {
		return !duration.isNegative() && !duration.isZero() && duration.compareTo(max) <= 0;
	}

	private static void require(boolean condition, String name, @Nullable Object value, String expected) {
		if (!condition) {
			throw new IllegalArgumentException("Invalid " + name + " '" + value + "': expected " + expected);
		}
	}

	/**
	 * Whether requests carry a nonce, so that an old answer cannot be passed off as one
	 * to them. A nonce that comes back must always be the one that was sent.
	 */
	public enum NoncePolicy {

		/**
		 * No nonce is sent.
		 */
		OMIT,

		/**
		 * A nonce is sent, and an answer without one is believed: many responders sign
		 * their answers beforehand.
		 */
		SEND,

		/**
		 * A nonce is sent, and an answer without it is not believed. What a peer sends
		 * along cannot carry it and is not believed either, unless it revokes.
		 */
		REQUIRE

	}

	/**
	 * The digest that requests name an issuer by. Answers may use either.
	 */
	public enum IdHash {

		/**
		 * SHA-1, as RFC 5019 prescribes.
		 */
		SHA_1("SHA-1", "2b0e03021a"),

		/**
		 * SHA-256.
		 */
		SHA_256("SHA-256", "608648016503040201");

		private final String algorithm;

		private final String encodedOid;

		IdHash(String algorithm, String encodedOid) {
			this.algorithm = algorithm;
			this.encodedOid = encodedOid;
		}

		String algorithm() {
			return this.algorithm;
		}

		// 1.3.14.3.2.26 and 2.16.840.1.101.3.4.2.1
		String encodedOid() {
			return this.encodedOid;
		}

	}

}
