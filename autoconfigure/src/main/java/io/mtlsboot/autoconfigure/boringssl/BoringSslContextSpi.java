package io.mtlsboot.autoconfigure.boringssl;

import java.security.KeyManagementException;
import java.security.SecureRandom;

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
 * Makes engines of BoringSSL and sockets of the JDK.
 */
final class BoringSslContextSpi extends SSLContextSpi {

	private final SSLContext sockets;

	private final BoringSslContexts engines;

	BoringSslContextSpi(SSLContext sockets, BoringSslContexts engines) {
		this.sockets = sockets;
		this.engines = engines;
	}

	@Override
	protected void engineInit(KeyManager @Nullable [] keyManagers, TrustManager @Nullable [] trustManagers,
			@Nullable SecureRandom random) throws KeyManagementException {
		throw new KeyManagementException("Unable to initialize the context again: its material never changes");
	}

	@Override
	protected SSLEngine engineCreateSSLEngine() {
		return new BoringSslEngine(this.engines, null, -1);
	}

	@Override
	protected SSLEngine engineCreateSSLEngine(String host, int port) {
		return new BoringSslEngine(this.engines, host, port);
	}

	@Override
	protected SSLSocketFactory engineGetSocketFactory() {
		return this.sockets.getSocketFactory();
	}

	@Override
	protected SSLServerSocketFactory engineGetServerSocketFactory() {
		return this.sockets.getServerSocketFactory();
	}

	// Of the sockets: how long those of engines last is not to be changed
	@Override
	protected SSLSessionContext engineGetServerSessionContext() {
		return this.sockets.getServerSessionContext();
	}

	@Override
	protected SSLSessionContext engineGetClientSessionContext() {
		return this.sockets.getClientSessionContext();
	}

	@Override
	protected SSLParameters engineGetDefaultSSLParameters() {
		return this.sockets.getDefaultSSLParameters();
	}

	@Override
	protected SSLParameters engineGetSupportedSSLParameters() {
		return this.sockets.getSupportedSSLParameters();
	}

}
