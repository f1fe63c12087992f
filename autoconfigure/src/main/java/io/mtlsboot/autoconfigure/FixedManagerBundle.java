package io.mtlsboot.autoconfigure;

import java.security.KeyStore;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslManagerBundle;

/**
 * Managers that are there already, behind the factories that JSSE's users ask for.
 */
final class FixedManagerBundle implements SslManagerBundle {

	private final KeyManagerFactory keyManagers;

	private final TrustManagerFactory trustManagers;

	FixedManagerBundle(X509ExtendedKeyManager keyManager, X509ExtendedTrustManager trustManager) {
		this.keyManagers = new KeyManagerFactory(new FixedKeyManager(keyManager), null,
				KeyManagerFactory.getDefaultAlgorithm()) {
		};
		this.trustManagers = new TrustManagerFactory(new FixedTrustManager(trustManager), null,
				TrustManagerFactory.getDefaultAlgorithm()) {
		};
	}

	@Override
	public KeyManagerFactory getKeyManagerFactory() {
		return this.keyManagers;
	}

	@Override
	public TrustManagerFactory getTrustManagerFactory() {
		return this.trustManagers;
	}

	private static final class FixedKeyManager extends KeyManagerFactorySpi {

		private final X509ExtendedKeyManager keyManager;

		FixedKeyManager(X509ExtendedKeyManager keyManager) {
			this.keyManager = keyManager;
		}

		@Override
		protected void engineInit(@Nullable KeyStore keyStore, char @Nullable [] password) {
			// the manager is there already
		}

		@Override
		protected void engineInit(ManagerFactoryParameters parameters) {
			// the manager is there already
		}

		@Override
		protected KeyManager[] engineGetKeyManagers() {
			return new KeyManager[] { this.keyManager };
		}

	}

	private static final class FixedTrustManager extends TrustManagerFactorySpi {

		private final X509ExtendedTrustManager trustManager;

		FixedTrustManager(X509ExtendedTrustManager trustManager) {
			this.trustManager = trustManager;
		}

		@Override
		protected void engineInit(@Nullable KeyStore keyStore) {
			// the manager is there already
		}

		@Override
		protected void engineInit(ManagerFactoryParameters parameters) {
			// the manager is there already
		}

		@Override
		protected TrustManager[] engineGetTrustManagers() {
			return new TrustManager[] { this.trustManager };
		}

	}

}
