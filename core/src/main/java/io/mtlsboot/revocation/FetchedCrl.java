package io.mtlsboot.revocation;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

/**
 * What keeping a revocation list up to date needs to know of it.
 */
interface FetchedCrl {

	X500Principal issuer();

	Instant thisUpdate();

	Optional<Instant> nextUpdate();

	/**
	 * How many entries it has.
	 * @return the number
	 */
	int size();

	boolean isSignedBy(PublicKey key);

}
