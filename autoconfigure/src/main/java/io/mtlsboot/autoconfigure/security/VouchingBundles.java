package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Which trust bundles vouch for a caller now.
 */
@FunctionalInterface
interface VouchingBundles {

	/** There are no trust bundles. */
	VouchingBundles NONE = (presented) -> Set.of();

	/**
	 * The trust bundles of a caller.
	 * @param presented what it presented, leaf first
	 * @return the names of the bundles whose anchor vouches for it
	 */
	Set<String> of(List<X509Certificate> presented);

}
