package io.mtlsboot.autoconfigure;

import javax.net.ssl.SSLContext;

import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.material.MaterialException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * The bundle {@code mtls}. Its consumers may be on either side of a connection; callers
 * are verified against our anchors, and so are callees, with their host name.
 * <p>
 * Managers and stores are those of the generation that is current when they are asked
 * for; a context that it creates follows every rotation by itself.
 */
final class PublishedSslBundle implements SslBundle {

	private final ObjectProvider<MtlsMaterials> materials;

	private final ObjectProvider<MtlsContexts> contexts;

	/**
	 * Creates the bundle.
	 * @param materials the stores, asked for late: the user's sources may need Boot's
	 * bundles, of which this is one
	 * @param contexts the contexts, asked for late
	 */
	PublishedSslBundle(ObjectProvider<MtlsMaterials> materials, ObjectProvider<MtlsContexts> contexts) {
		this.materials = materials;
		this.contexts = contexts;
	}

	/**
	 * Boot's metrics and health look into every bundle, also in tests that have no
	 * certificates: without material the stores are empty, never missing.
	 */
	@Override
	public SslStoreBundle getStores() {
		try {
			return MaterialStoreBundle.of(this.materials.getObject().store(MaterialScope.BUNDLE).current().material());
		}
		catch (MtlsConfigurationException | MaterialException ex) {
			return MaterialStoreBundle.empty();
		}
	}

	@Override
	public SslBundleKey getKey() {
		return SslBundleKey.NONE;
	}

	@Override
	public SslOptions getOptions() {
		return ContextSslBundle.options(TlsProfile.DEFAULT);
	}

	@Override
	public String getProtocol() {
		return DEFAULT_PROTOCOL;
	}

	@Override
	public SslManagerBundle getManagers() {
		return this.contexts.getObject().bundleContext().managers();
	}

	@Override
	public SSLContext createSslContext() {
		MtlsContexts contexts = this.contexts.getObject();
		return FollowingSslContext.over(() -> contexts.bundleContext().sslContext());
	}

}
