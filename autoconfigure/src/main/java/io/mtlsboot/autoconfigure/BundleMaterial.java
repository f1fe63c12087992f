package io.mtlsboot.autoconfigure;

import java.security.KeyStore;
import java.util.function.Supplier;

import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TrustMaterial;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Material from one of Boot's SSL bundles.
 */
final class BundleMaterial {

	private final MaterialFile location;

	private final String name;

	private final ObjectProvider<SslBundles> bundles;

	BundleMaterial(String property, String name, ObjectProvider<SslBundles> bundles) {
		if (name.equals(MtlsSslBundleRegistrar.BUNDLE_NAME)) {
			throw new MtlsConfigurationException(
					"Property '" + property + "' is '" + name
							+ "', which is the bundle that is made of it, expected a bundle of 'spring.ssl.bundle'",
					"Name another bundle.");
		}
		this.location = new MaterialFile(property, "ssl bundle " + name);
		this.name = name;
		this.bundles = bundles;
	}

	/**
	 * Tells when Boot has replaced the bundle. There is no way to stop that.
	 * @param listener is called on Boot's own thread, and has no business with it
	 */
	void onChange(Runnable listener) {
		this.bundles.getObject().addBundleUpdateHandler(this.name, (bundle) -> listener.run());
	}

	KeyMaterial key() {
		SslBundle bundle = bundle();
		KeyStore store = store(bundle.getStores()::getKeyStore);
		if (store == null) {
			throw this.location.failure(MaterialProblem.NO_SUCH_ENTRY, "it has no key store", null);
		}
		String password = (bundle.getKey().getPassword() != null) ? bundle.getKey().getPassword()
				: bundle.getStores().getKeyStorePassword();
		return KeyStoreEntries.key(store, bundle.getKey().getAlias(),
				(password != null) ? password.toCharArray() : null, this.location);
	}

	TrustMaterial anchors() {
		KeyStore store = store(bundle().getStores()::getTrustStore);
		if (store == null) {
			throw this.location.failure(MaterialProblem.NO_ANCHORS,
					"it has no trust store; the public CAs of the JVM are never used", null);
		}
		return TrustMaterial.of(KeyStoreEntries.anchors(store, this.location), this.location.toString());
	}

	/**
	 * The bundle as it is now.
	 * @return the bundle, which Boot may replace by another at any moment
	 */
	SslBundle bundle() {
		try {
			return this.bundles.getObject().getBundle(this.name);
		}
		catch (NoSuchSslBundleException ex) {
			throw this.location.failure(MaterialProblem.NOT_FOUND, "there is no such bundle", ex);
		}
	}

	// Boot reads the files of a bundle when its stores are first asked for
	private @Nullable KeyStore store(Supplier<@Nullable KeyStore> store) {
		try {
			return store.get();
		}
		catch (RuntimeException ex) {
			throw this.location.failure(MaterialProblem.MALFORMED, "its files cannot be read", ex);
		}
	}

}
