package io.mtlsboot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A PKCS#12 or JKS file.
 *
 * @param location Location of the PKCS#12 or JKS key store.
 * @param password Password that opens the key store.
 * @param passwordFile Location of a file with the password that opens the key store.
 * @param keyPassword Password of the key, if it differs from that of the key store.
 * @param alias Alias of the key, if the key store has several.
 */
public record KeyStoreProperties(@Nullable String location, @Nullable String password, @Nullable String passwordFile,
		@Nullable String keyPassword, @Nullable String alias) {

	@Override
	public String toString() {
		return "KeyStoreProperties[location=" + this.location + ", alias=" + this.alias + "]";
	}

}
