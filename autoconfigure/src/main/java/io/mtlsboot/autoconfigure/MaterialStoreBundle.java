package io.mtlsboot.autoconfigure;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslStoreBundle;

/**
 * Material as key stores in memory, for consumers that insist on them.
 *
 * @param getKeyStore our key and chain
 * @param getTrustStore the trust anchors; never {@code null}, since JSSE takes the JVM's
 * public CAs for a missing one
 */
record MaterialStoreBundle(KeyStore getKeyStore, KeyStore getTrustStore) implements SslStoreBundle {

	private static final String ALIAS = "mtls";

	/**
	 * Stores without any entry: nobody is trusted and we are nobody.
	 */
	static MaterialStoreBundle empty() {
		return new MaterialStoreBundle(emptyStore(), emptyStore());
	}

	static MaterialStoreBundle of(TlsMaterial material) {
		return new MaterialStoreBundle(keyStore(material.key()), trustStore(material));
	}

	@Override
	public @Nullable String getKeyStorePassword() {
		return null;
	}

	private static KeyStore keyStore(KeyMaterial key) {
		try {
			KeyStore store = emptyStore();
			store.setKeyEntry(ALIAS, key.privateKey(), new char[0],
					key.chain().certificates().toArray(X509Certificate[]::new));
			return store;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Unable to put " + key + " into a key store in memory", ex);
		}
	}

	private static KeyStore trustStore(TlsMaterial material) {
		try {
			KeyStore store = emptyStore();
			int index = 0;
			for (X509Certificate anchor : material.trust().anchors()) {
				store.setCertificateEntry(ALIAS + "-" + index++, anchor);
			}
			return store;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Unable to put " + material.trust() + " into a trust store in memory", ex);
		}
	}

	private static KeyStore emptyStore() {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			return store;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("Unable to create a key store in memory", ex);
		}
	}

}
