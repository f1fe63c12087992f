package io.mtlsboot.trust;

import java.time.Duration;

/**
 * Whether it is checked that the certificates of a path have not been revoked, and what
 * is done where that is not known.
 *
 * @param check what is asked
 * @param scope which certificates are checked
 * @param onUnknown what becomes of a peer of which nothing current is known
 * @param skipIfLifetimeBelow certificates that live shorter than this are not checked;
 * zero if all are
 */
public record RevocationPolicy(Check check, Scope scope, OnUnknown onUnknown, Duration skipIfLifetimeBelow) {

	/**
	 * Revocation is not checked.
	 */
	public static final RevocationPolicy NONE = new RevocationPolicy(Check.NONE, OnUnknown.REJECT);

	/**
	 * Refuses a negative duration.
	 * @param check what is asked
	 * @param scope which certificates are checked
	 * @param onUnknown what becomes of a peer of which nothing current is known
	 * @param skipIfLifetimeBelow certificates that live shorter than this are not checked
	 * @throws IllegalArgumentException if the duration is negative
	 */
	public RevocationPolicy {
		requireNotNegative(skipIfLifetimeBelow);
	}

	/**
	 * A policy for the whole chain, however short its certificates live.
	 * @param check what is asked
	 * @param onUnknown what becomes of a peer of which nothing current is known
	 */
	public RevocationPolicy(Check check, OnUnknown onUnknown) {
		this(check, Scope.CHAIN, onUnknown, Duration.ZERO);
	}

	private static void requireNotNegative(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException(
					"Invalid lifetime below which revocation is not checked '" + duration + "': expected zero or more");
		}
	}

	/**
	 * What is asked whether a certificate is revoked.
	 */
	public enum Check {

		/**
		 * Nothing: a certificate is good until it expires.
		 */
		NONE,

		/**
		 * The CRLs of the trust material, and those that are fetched.
		 */
		CRL,

		/**
		 * OCSP: what the peer sent along, or a responder.
		 */
		OCSP,

		/**
		 * CRLs, and OCSP where they say nothing.
		 */
		CRL_THEN_OCSP,

		/**
		 * OCSP, and CRLs where it says nothing.
		 */
		OCSP_THEN_CRL

	}

	/**
	 * Which certificates of a path are checked.
	 */
	public enum Scope {

		/**
		 * That of the peer alone. Whoever revokes an intermediate is not heard.
		 */
		LEAF,

		/**
		 * All between the peer and its anchor.
		 */
		CHAIN

	}

	/**
	 * What becomes of a peer when nothing current says whether its certificates are
	 * revoked.
	 */
	public enum OnUnknown {

		/**
		 * It is refused, with {@link RejectionReason#REVOCATION_UNKNOWN}.
		 */
		REJECT,

		/**
		 * It is accepted. Whoever keeps CRLs or answers from arriving keeps revoked
		 * certificates in use.
		 */
		ACCEPT

	}

}
