package io.mtlsboot.autoconfigure;

import javax.net.ssl.SSLContext;

import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.TlsProfile;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * A TLS context seen as an SSL bundle.
 */
final class ContextSslBundle implements SslBundle {

	private final MtlsContext context;

	private final SslManagerBundle managers;

	ContextSslBundle(MtlsContext context) {
		this.context = context;
		this.managers = new FixedManagerBundle(context.keyManager(), context.trustManager());
	}

	@Override
	public SslStoreBundle getStores() {
		return MaterialStoreBundle.of(this.context.generation().material());
	}

	@Override
	public SslBundleKey getKey() {
		return SslBundleKey.NONE;
	}

	@Override
	public SslOptions getOptions() {
		return options(this.context.profile());
	}

	@Override
	public String getProtocol() {
		return DEFAULT_PROTOCOL;
	}

	@Override
	public SslManagerBundle getManagers() {
		return this.managers;
	}

	@Override
	public SSLContext createSslContext() {
		return this.context.sslContext();
	}

	static SslOptions options(TlsProfile profile) {
		return SslOptions.of(profile.cipherSuites().toArray(String[]::new), profile.protocols().toArray(String[]::new));
	}

}
