package io.mtlsboot.devca;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/**
 * Makes key stores of the JDK.
 */
final class KeyStores {

	private KeyStores() {
	}

	static KeyStore create(String type, Filler filler) {
		try {
			KeyStore store = KeyStore.getInstance(type);
			store.load(null, null);
			filler.fill(store);
			return store;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new DevCaException("Unable to create a key store of type '" + Text.escape(type)
					+ "': expected 'PKCS12' or 'JKS' and a key that matches its chain", ex);
		}
	}

	static byte[] encode(KeyStore store, char[] password) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		try {
			store.store(content, password);
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new DevCaException("Unable to encode a key store of type '" + store.getType() + "'", ex);
		}
		return content.toByteArray();
	}

	/**
	 * Puts entries into a new key store.
	 */
	@FunctionalInterface
	interface Filler {

		void fill(KeyStore store) throws GeneralSecurityException;

	}

}
