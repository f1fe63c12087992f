package io.mtlsboot.autoconfigure;

import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.rotation.RotationListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;

/**
 * Publishes our material as SSL bundle {@code mtls}, so that whatever takes the name of a
 * bundle can use it, and tells those who asked to be told of every rotation.
 */
final class MtlsSslBundleRegistrar implements SslBundleRegistrar, RotationListener {

	static final String BUNDLE_NAME = "mtls";

	private static final Log logger = LogFactory.getLog(MtlsSslBundleRegistrar.class);

	private final PublishedSslBundle bundle;

	private volatile @Nullable SslBundleRegistry registry;

	MtlsSslBundleRegistrar(PublishedSslBundle bundle) {
		this.bundle = bundle;
	}

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
		if (registry instanceof SslBundles bundles) {
			// Without any handler Boot warns that a rotation may not have been noticed
			bundles.addBundleUpdateHandler(BUNDLE_NAME, (updated) -> {
			});
		}
		this.registry = registry;
	}

	@Override
	public void onRotation(RotationEvent event) {
		SslBundleRegistry registry = this.registry;
		if (registry != null && event instanceof RotationEvent.Rotated
				&& event.store().equals(MaterialScope.BUNDLE.name())) {
			update(registry);
		}
	}

	private void update(SslBundleRegistry registry) {
		try {
			registry.updateBundle(BUNDLE_NAME, this.bundle);
		}
		catch (RuntimeException ex) {
			// Boot tells nobody after the one that failed
			logger.warn("Bundle 'mtls' was rotated, but one who uses it failed to follow, and others may not know", ex);
		}
	}

}
