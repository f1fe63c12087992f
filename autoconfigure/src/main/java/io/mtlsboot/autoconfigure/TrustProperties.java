package io.mtlsboot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.mtlsboot.x509.SignatureAlgorithm;
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
 * @param clockSkew How far clocks may differ when validity is checked, up to one day. If
 * not set, that of mtls.trust, and there 0.
 * @param maxPathLength How many intermediates may stand between the certificate of a peer
 * and the CA certificate that is believed, up to 10. If not set, that of mtls.trust, and
 * there 5.
 * @param minRsaBits Smallest RSA key of a certificate, from 2048. If not set, that of
 * mtls.trust, and there 2048.
 * @param signatureAlgorithms Algorithms that certificates may be signed with. If not set,
 * those of mtls.trust, and there all that nobody can forge.
 * @param strictRfc5280 Whether to require the form that RFC 5280 asks of CAs, even where
 * it does not matter for security. If not set, that of mtls.trust, and there not.
 * @param domains Which of these CA certificates, or which others, may vouch for which
 * names.
 */
public record TrustProperties(@DefaultValue List<String> anchors,
		@NestedConfigurationProperty @DefaultValue TrustStoreProperties trustStore, @Nullable String bundle,
		@NestedConfigurationProperty @Nullable RevocationProperties revocation, @Nullable Duration clockSkew,
		@Nullable Integer maxPathLength, @Nullable Integer minRsaBits,
		@Nullable Set<SignatureAlgorithm> signatureAlgorithms, @Nullable Boolean strictRfc5280,
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
