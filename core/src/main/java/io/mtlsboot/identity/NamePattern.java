package io.mtlsboot.identity;

/**
 * A set of identities of one type.
 */
sealed interface NamePattern permits SpiffePattern, DnsPattern, ExactPattern {

	/**
	 * Whether an identity is one of them.
	 * @param identity the identity
	 * @return {@code true} if it is
	 */
	boolean matches(WorkloadIdentity identity);

	/**
	 * Whether all identities of another pattern are among them.
	 * @param other the other pattern
	 * @return {@code true} if they are
	 */
	boolean covers(NamePattern other);

	/**
	 * Whether at least one identity matches both.
	 * @param other the other pattern
	 * @return {@code true} if there is one
	 */
	boolean overlaps(NamePattern other);

}
