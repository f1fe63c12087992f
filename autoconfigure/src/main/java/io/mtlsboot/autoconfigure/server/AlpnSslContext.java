package io.mtlsboot.autoconfigure.server;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * A context whose engines have application protocols from the beginning. Netty only sets
 * a callback of the JDK's engines, which others do not call.
 */
final class AlpnSslContext extends SSLContext {

	AlpnSslContext(SSLContext delegate, List<String> protocols) {
		super(new Spi(delegate, protocols.toArray(String[]::new)), delegate.getProvider(), delegate.getProtocol());
	}

	private static final class Spi extends SSLContextSpi {

		private final SSLContext delegate;

		private final String[] protocols;

		Spi(SSLContext delegate, String[] protocols) {
			this.delegate = delegate;
			this.protocols = protocols;
		}

		@Override
		protected void engineInit(KeyManager @Nullable [] keyManagers, TrustManager @Nullable [] trustManagers,
				@Nullable SecureRandom random) throws KeyManagementException {
			throw new KeyManagementException("Unable to initialize the context of 'mtls.server' again");
		}

		@Override
		protected SSLEngine engineCreateSSLEngine() {
			return withProtocols(this.delegate.createSSLEngine());
		}

		@Override
		protected SSLEngine engineCreateSSLEngine(String host, int port) {
			return withProtocols(this.delegate.createSSLEngine(host, port));
		}

		private SSLEngine withProtocols(SSLEngine engine) {
			SSLParameters parameters = engine.getSSLParameters();
			parameters.setApplicationProtocols(this.protocols);
			engine.setSSLParameters(parameters);
			return engine;
		}

		@Override
		protected SSLSocketFactory engineGetSocketFactory() {
			return this.delegate.getSocketFactory();
		}

		@Override
		protected SSLServerSocketFactory engineGetServerSocketFactory() {
			return this.delegate.getServerSocketFactory();
		}

		@Override
		protected SSLSessionContext engineGetServerSessionContext() {
			return this.delegate.getServerSessionContext();
		}

		@Override
		protected SSLSessionContext engineGetClientSessionContext() {
			return this.delegate.getClientSessionContext();
		}

		@Override
		protected SSLParameters engineGetDefaultSSLParameters() {
			return this.delegate.getDefaultSSLParameters();
		}

		@Override
		protected SSLParameters engineGetSupportedSSLParameters() {
			return this.delegate.getSupportedSSLParameters();
		}

	}

}
