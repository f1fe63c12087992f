package io.mtlsboot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A PKCS#12 or JKS file.
 *
 * @param location where it is
 * @param password the password that opens it
 * @param keyPassword the password of the key, if it differs
 * @param alias which entry to use, if there are several
 */
public record KeyStoreProperties(@Nullable String location, @Nullable String password, @Nullable String keyPassword,
		@Nullable String alias) {

	@Override
	public String toString() {
		return "KeyStoreProperties[location=" + this.location + ", alias=" + this.alias + "]";
	}

}
