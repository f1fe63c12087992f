package io.mtlsboot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who we are: PEM files, a key store or an SSL bundle, and exactly one of them.
 *
 * @param certificate Location of the PEM certificate chain, leaf first.
 * @param privateKey Location of the PEM private key.
 * @param privateKeyPassword Password of an encrypted private key.
 * @param privateKeyPasswordFile Location of a file with the password of an encrypted
 * private key.
 * @param keyStore PKCS#12 or JKS key store.
 * @param bundle Name of a Spring Boot SSL bundle that has the key and its chain.
 * @param allowForeignIssuer Whether to accept a chain of our own that ends at a CA that
 * we do not believe ourselves. Otherwise that is taken for a missing intermediate.
 */
public record IdentityProperties(@Nullable String certificate, @Nullable String privateKey,
		@Nullable String privateKeyPassword, @Nullable String privateKeyPasswordFile,
		@NestedConfigurationProperty @DefaultValue KeyStoreProperties keyStore, @Nullable String bundle,
		@DefaultValue("false") boolean allowForeignIssuer) {

	@Override
	public String toString() {
		return "IdentityProperties[certificate=" + this.certificate + ", privateKey=" + this.privateKey + ", keyStore="
				+ this.keyStore + ", bundle=" + this.bundle + "]";
	}

	/**
	 * Whether any of the ways to configure it is used.
	 * @return {@code true} if one is set, complete or not
	 */
	public boolean isConfigured() {
		return this.certificate != null || this.privateKey != null || this.keyStore.location() != null
				|| this.bundle != null;
	}

}
