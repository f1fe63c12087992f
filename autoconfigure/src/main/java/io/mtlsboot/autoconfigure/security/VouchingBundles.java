package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

import io.mtlsboot.autoconfigure.ConnectionCaller;

/**
 * Which trust bundles vouch for a caller now.
 */
@FunctionalInterface
interface VouchingBundles {

	/** There are no trust bundles. */
	VouchingBundles NONE = new VouchingBundles() {

		@Override
		public Set<String> of(List<X509Certificate> presented) {
			return Set.of();
		}

		@Override
		public Set<String> of(ConnectionCaller caller) {
			return Set.of();
		}

	};

	/**
	 * The trust bundles of a caller.
	 * @param presented what it presented, leaf first
	 * @return the names of the bundles whose anchor vouches for it
	 */
	Set<String> of(List<X509Certificate> presented);

	/**
	 * The trust bundles of the caller of a connection.
	 * @param caller the caller
	 * @return the names of the bundles whose anchor vouches for it
	 */
	default Set<String> of(ConnectionCaller caller) {
		return caller.judge().bundles();
	}

}
