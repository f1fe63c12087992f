package io.mtlsboot.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.mtlsboot.trust.RevocationPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether certificates of peers are checked for revocation.
 *
 * @param check What is asked whether the certificates of a peer have been revoked.
 * @param scope Which certificates of a peer are checked.
 * @param crls Locations of files with the CRLs of the CAs, in PEM or DER.
 * @param onUnknown What becomes of a peer when nothing current says whether its
 * certificates have been revoked.
 * @param skipIfLifetimeBelow Certificates that live shorter than this are not checked.
 * @param fetch CRLs from the network.
 * @param ocsp Questions to OCSP responders.
 */
public record RevocationProperties(@DefaultValue("none") RevocationPolicy.Check check,
		@DefaultValue("chain") RevocationPolicy.Scope scope, @Nullable List<String> crls,
		@DefaultValue("reject") RevocationPolicy.OnUnknown onUnknown, @DefaultValue("0s") Duration skipIfLifetimeBelow,
		@NestedConfigurationProperty @DefaultValue FetchProperties fetch,
		@NestedConfigurationProperty @DefaultValue OcspProperties ocsp) {

	/**
	 * What these properties say, for the verifier of peers.
	 * @return the policy
	 */
	public RevocationPolicy policy() {
		return new RevocationPolicy(this.check, this.scope, this.onUnknown, this.skipIfLifetimeBelow);
	}

	/**
	 * Whether CRLs are asked.
	 * @return {@code true} if they are, first or last
	 */
	boolean asksCrls() {
		return this.check != RevocationPolicy.Check.NONE && this.check != RevocationPolicy.Check.OCSP;
	}

	/**
	 * Whether OCSP is asked.
	 * @return {@code true} if it is, first or last
	 */
	boolean asksOcsp() {
		return this.check != RevocationPolicy.Check.NONE && this.check != RevocationPolicy.Check.CRL;
	}

}
