package io.mtlsboot.rotation;

import java.util.Set;

import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.x509.KeyPurpose;

/**
 * What material must be to become the next generation, beside being proven.
 *
 * @param purposes what our certificate must be allowed to be used for
 * @param allowIdentityChange whether the next certificate may lack names or purposes of
 * the current one, and the next anchors may no longer vouch for it
 */
public record RotationPolicy(Set<KeyPurpose> purposes, boolean allowIdentityChange) {

	/**
	 * Copies the purposes.
	 * @param purposes what our certificate must be allowed to be used for
	 * @param allowIdentityChange whether we may become somebody else
	 */
	public RotationPolicy {
		purposes = Set.copyOf(purposes);
	}

	/**
	 * Requires purposes, and that we stay who we are.
	 * @param purposes what our certificate must be allowed to be used for
	 * @return the policy
	 */
	public static RotationPolicy requiring(Set<KeyPurpose> purposes) {
		return new RotationPolicy(purposes, false);
	}

	void require(TlsMaterial first) {
		this.purposes.forEach((purpose) -> first.key().requirePurpose(purpose));
	}

	void require(TlsMaterial next, TlsMaterial current) {
		require(next);
		if (!this.allowIdentityChange) {
			new Continuity(current, next).require();
		}
	}

}
