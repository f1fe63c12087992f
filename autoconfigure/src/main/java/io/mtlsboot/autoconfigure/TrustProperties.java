package io.mtlsboot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom we believe: PEM files, a trust store or an SSL bundle, and exactly one of them.
 *
 * @param anchors Locations of PEM files with the CA certificates to believe.
 * @param trustStore PKCS#12 or JKS trust store.
 * @param bundle Name of a Spring Boot SSL bundle that has the CA certificates to believe.
 * @param revocation Whether certificates that these CAs have issued are checked for
 * revocation.
 * @param domains Which of these CA certificates, or which others, may vouch for which
 * names.
 */
public record TrustProperties(@DefaultValue List<String> anchors,
		@NestedConfigurationProperty @DefaultValue TrustStoreProperties trustStore, @Nullable String bundle,
		@NestedConfigurationProperty @Nullable RevocationProperties revocation,
		@DefaultValue List<TrustDomainProperties> domains) {

	/**
	 * Whether any of the ways to configure the CA certificates is used.
	 * @return {@code true} if one is set, complete or not
	 */
	public boolean isConfigured() {
		return !this.anchors.isEmpty() || this.trustStore.location() != null || this.bundle != null
				|| !this.domains.isEmpty();
	}

}
