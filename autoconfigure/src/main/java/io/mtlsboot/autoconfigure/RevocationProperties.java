package io.mtlsboot.autoconfigure;

import java.util.List;

import io.mtlsboot.trust.RevocationPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether certificates of peers are checked for revocation.
 *
 * @param check What is asked whether the certificates of a peer have been revoked.
 * @param crls Locations of files with the CRLs of the CAs, in PEM or DER.
 * @param onUnknown What becomes of a peer when no current CRL says whether its
 * certificates have been revoked.
 */
public record RevocationProperties(@DefaultValue("none") RevocationPolicy.Check check, @Nullable List<String> crls,
		@DefaultValue("reject") RevocationPolicy.OnUnknown onUnknown) {

	/**
	 * What these properties say, for the verifier of peers.
	 * @return the policy
	 */
	public RevocationPolicy policy() {
		return new RevocationPolicy(this.check, this.onUnknown);
	}

}
