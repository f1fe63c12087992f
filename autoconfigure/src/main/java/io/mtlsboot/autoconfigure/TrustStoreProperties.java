package io.mtlsboot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A PKCS#12 or JKS file with the CA certificates to believe.
 *
 * @param location Location of the PKCS#12 or JKS trust store.
 * @param password Password that opens the trust store.
 * @param passwordFile Location of a file with the password that opens the trust store.
 */
public record TrustStoreProperties(@Nullable String location, @Nullable String password,
		@Nullable String passwordFile) {

	@Override
	public String toString() {
		return "TrustStoreProperties[location=" + this.location + "]";
	}

}
