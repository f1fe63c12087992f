package io.mtlsboot.jsse;

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
 * Makes guarded and observed engines and sockets of those of another context.
 */
final class MtlsSslContextSpi extends SSLContextSpi {

	private final SSLContext delegate;

	private final TlsGuard guard;

	private final HandshakeObservation.Watch watch;

	MtlsSslContextSpi(SSLContext delegate, TlsGuard guard, HandshakeObservation.Watch watch) {
		this.delegate = delegate;
		this.guard = guard;
		this.watch = watch;
	}

	@Override
	protected void engineInit(KeyManager @Nullable [] keyManagers, TrustManager @Nullable [] trustManagers,
			@Nullable SecureRandom random) throws KeyManagementException {
		throw new KeyManagementException(
				"Unable to initialize the context again: its material never changes, create another one");
	}

	@Override
	protected SSLEngine engineCreateSSLEngine() {
		return new ObservedSslEngine(this.delegate.createSSLEngine(), this.guard, this.watch);
	}

	@Override
	protected SSLEngine engineCreateSSLEngine(@Nullable String host, int port) {
		if (host == null || host.isEmpty()) {
			// Sessions are cached by host and port: without a host, none may be resumed
			return engineCreateSSLEngine();
		}
		return new ObservedSslEngine(this.delegate.createSSLEngine(host, port), this.guard, this.watch);
	}

	@Override
	protected SSLSocketFactory engineGetSocketFactory() {
		return new ObservedSocketFactory(this.delegate.getSocketFactory(), this.guard, this.watch);
	}

	@Override
	protected SSLServerSocketFactory engineGetServerSocketFactory() {
		return new ObservedServerSocketFactory(this.delegate.getServerSocketFactory(), this.guard, this.watch);
	}

	@Override
	protected SSLSessionContext engineGetServerSessionContext() {
		return new BoundedSessions(this.delegate.getServerSessionContext());
	}

	@Override
	protected SSLSessionContext engineGetClientSessionContext() {
		return new BoundedSessions(this.delegate.getClientSessionContext());
	}

	@Override
	protected SSLParameters engineGetDefaultSSLParameters() {
		return supported();
	}

	@Override
	protected SSLParameters engineGetSupportedSSLParameters() {
		return supported();
	}

	// What is supported and what is the default do not differ: it is the profile
	private SSLParameters supported() {
		SSLParameters supported = this.delegate.getSupportedSSLParameters();
		return this.guard.initial(this.delegate.getDefaultSSLParameters(), supported.getProtocols(),
				supported.getCipherSuites());
	}

}
