package io.mtlsboot.autoconfigure;

import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundleRegistry;

/**
 * Publishes our material as SSL bundle {@code mtls}, so that whatever takes the name of a
 * bundle can use it.
 *
 * @param bundle the bundle
 */
record MtlsSslBundleRegistrar(PublishedSslBundle bundle) implements SslBundleRegistrar {

	static final String BUNDLE_NAME = "mtls";

	@Override
	public void registerBundles(SslBundleRegistry registry) {
		try {
			registry.registerBundle(BUNDLE_NAME, this.bundle);
		}
		catch (IllegalStateException ex) {
			throw new MtlsConfigurationException(
					"There is a bundle 'mtls' in 'spring.ssl.bundle' already, but that is the name under which "
							+ "'mtls.identity' and 'mtls.trust' are published",
					"Give the other bundle another name.");
		}
	}

}
