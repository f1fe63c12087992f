package io.mtlsboot.autoconfigure;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialProblem;
import org.jspecify.annotations.Nullable;

/**
 * What is taken from a key store: one key with its chain, or every trusted certificate.
 */
final class KeyStoreEntries {

	private KeyStoreEntries() {
	}

	static KeyMaterial key(KeyStore store, @Nullable String alias, char @Nullable [] password, MaterialFile file) {
		String entry = keyAlias(store, alias, file);
		try {
			Key key = store.getKey(entry, (password != null) ? password : new char[0]);
			if (!(key instanceof PrivateKey privateKey)) {
				throw file.failure(MaterialProblem.NO_SUCH_ENTRY,
						"entry '" + entry + "' is not a private key with a certificate", null);
			}
			return KeyMaterial.of(privateKey, chain(store, entry), file.toString());
		}
		catch (GeneralSecurityException ex) {
			throw file.failure(MaterialProblem.WRONG_PASSWORD, "the password does not open the key '" + entry + "'",
					ex);
		}
	}

	static List<X509Certificate> anchors(KeyStore store, MaterialFile file) {
		try {
			List<X509Certificate> anchors = new ArrayList<>();
			for (String alias : Collections.list(store.aliases())) {
				if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate anchor) {
					anchors.add(anchor);
				}
			}
			if (anchors.isEmpty()) {
				throw file.failure(MaterialProblem.NO_ANCHORS,
						"it has no trusted certificate entries, expected the CA certificates to believe; a PKCS#12 file of "
								+ "OpenSSL never has any, since Java marks them in a way of its own",
						null);
			}
			return anchors;
		}
		catch (KeyStoreException ex) {
			throw file.failure(MaterialProblem.MALFORMED, "its entries cannot be listed", ex);
		}
	}

	private static String keyAlias(KeyStore store, @Nullable String alias, MaterialFile file) {
		try {
			List<String> keys = new ArrayList<>();
			for (String candidate : Collections.list(store.aliases())) {
				if (store.isKeyEntry(candidate)) {
					keys.add(candidate);
				}
			}
			if (alias != null) {
				// JKS and PKCS#12 fold aliases to lower case
				return keys.stream()
					.filter((key) -> key.toLowerCase(Locale.ROOT).equals(alias.toLowerCase(Locale.ROOT)))
					.findFirst()
					.orElseThrow(() -> file.failure(MaterialProblem.NO_SUCH_ENTRY,
							"it has no key '" + alias + "', but " + keys, null));
			}
			if (keys.size() != 1) {
				throw file.failure(MaterialProblem.NO_SUCH_ENTRY,
						"expected exactly one key, or an alias that names one of " + keys, null);
			}
			return keys.get(0);
		}
		catch (KeyStoreException ex) {
			throw file.failure(MaterialProblem.MALFORMED, "its entries cannot be listed", ex);
		}
	}

	private static List<X509Certificate> chain(KeyStore store, String alias) throws KeyStoreException {
		List<X509Certificate> chain = new ArrayList<>();
		Certificate[] certificates = store.getCertificateChain(alias);
		for (Certificate certificate : (certificates != null) ? certificates : new Certificate[0]) {
			if (certificate instanceof X509Certificate x509) {
				chain.add(x509);
			}
		}
		return chain;
	}

}
