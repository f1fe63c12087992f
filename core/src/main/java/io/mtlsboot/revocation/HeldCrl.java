package io.mtlsboot.revocation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A list that has been fetched.
 *
 * @param <L> the list
 * @param crl the list
 * @param digest of its encoding
 * @param length of its encoding
 * @param lastModified when it was modified, as far as the server said so
 */
record HeldCrl<L extends FetchedCrl>(L crl, String digest, int length, @Nullable Instant lastModified) {

	boolean isSameAs(@Nullable HeldCrl<L> other) {
		return other != null && this.digest.equals(other.digest);
	}

}
