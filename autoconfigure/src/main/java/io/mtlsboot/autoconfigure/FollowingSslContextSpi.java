package io.mtlsboot.autoconfigure;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;

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
 * Asks for the current context each time.
 */
final class FollowingSslContextSpi extends SSLContextSpi {

	private final Supplier<SSLContext> current;

	private final SSLSocketFactory socketFactory;

	private final SSLServerSocketFactory serverSocketFactory;

	FollowingSslContextSpi(Supplier<SSLContext> current) {
		this.current = current;
		// Always the same: HttpURLConnection finds its connections by it
		this.socketFactory = new FollowingSocketFactory(() -> current.get().getSocketFactory());
		this.serverSocketFactory = new FollowingServerSocketFactory(() -> current.get().getServerSocketFactory());
	}

	@Override
	protected void engineInit(KeyManager @Nullable [] keyManagers, TrustManager @Nullable [] trustManagers,
			@Nullable SecureRandom random) throws KeyManagementException {
		throw new KeyManagementException(
				"Unable to initialize the context of bundle 'mtls': it has the current material already");
	}

	@Override
	protected SSLEngine engineCreateSSLEngine() {
		return this.current.get().createSSLEngine();
	}

	@Override
	protected SSLEngine engineCreateSSLEngine(String host, int port) {
		return this.current.get().createSSLEngine(host, port);
	}

	@Override
	protected SSLSocketFactory engineGetSocketFactory() {
		return this.socketFactory;
	}

	@Override
	protected SSLServerSocketFactory engineGetServerSocketFactory() {
		return this.serverSocketFactory;
	}

	@Override
	protected SSLSessionContext engineGetServerSessionContext() {
		return this.current.get().getServerSessionContext();
	}

	@Override
	protected SSLSessionContext engineGetClientSessionContext() {
		return this.current.get().getClientSessionContext();
	}

	@Override
	protected SSLParameters engineGetDefaultSSLParameters() {
		return this.current.get().getDefaultSSLParameters();
	}

	@Override
	protected SSLParameters engineGetSupportedSSLParameters() {
		return this.current.get().getSupportedSSLParameters();
	}

}
