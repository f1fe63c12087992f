package io.mtlsboot.autoconfigure.client;

import javax.net.ssl.SSLContext;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * A bundle that does not say its versions and cipher suites, for a builder that refuses
 * one that does. The sockets of our context have them anyway.
 *
 * @param bundle the bundle over our context
 */
record BareSslBundle(SslBundle bundle) implements SslBundle {

	@Override
	public SslStoreBundle getStores() {
		return this.bundle.getStores();
	}

	@Override
	public SslBundleKey getKey() {
		return this.bundle.getKey();
	}

	@Override
	public SslOptions getOptions() {
		return SslOptions.NONE;
	}

	@Override
	public String getProtocol() {
		return this.bundle.getProtocol();
	}

	@Override
	public SslManagerBundle getManagers() {
		return this.bundle.getManagers();
	}

	@Override
	public SSLContext createSslContext() {
		return this.bundle.createSslContext();
	}

}
