package io.mtlsboot.trust;

/**
 * Whether it is checked that the certificates of a path have not been revoked, and what
 * is done where that is not known.
 *
 * @param check what is asked
 * @param onUnknown what becomes of a peer of which nothing current is known
 */
public record RevocationPolicy(Check check, OnUnknown onUnknown) {

	/**
	 * Revocation is not checked.
	 */
	public static final RevocationPolicy NONE = new RevocationPolicy(Check.NONE, OnUnknown.REJECT);

	/**
	 * What is asked whether a certificate is revoked.
	 */
	public enum Check {

		/**
		 * Nothing: a certificate is good until it expires.
		 */
		NONE,

		/**
		 * The CRLs of the trust material, for each certificate between a leaf and its
		 * anchor.
		 */
		CRL

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
		 * It is accepted. Whoever keeps CRLs from arriving keeps revoked certificates in
		 * use.
		 */
		ACCEPT

	}

}
