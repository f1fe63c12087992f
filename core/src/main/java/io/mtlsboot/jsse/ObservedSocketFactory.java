package io.mtlsboot.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Makes guarded and observed sockets of those of another factory.
 */
final class ObservedSocketFactory extends SSLSocketFactory {

	private final SSLSocketFactory delegate;

	private final TlsGuard guard;

	private final HandshakeObservation.Watch watch;

	ObservedSocketFactory(SSLSocketFactory delegate, TlsGuard guard, HandshakeObservation.Watch watch) {
		this.delegate = delegate;
		this.guard = guard;
		this.watch = watch;
	}

	@Override
	public String[] getDefaultCipherSuites() {
		return this.guard.cipherSuites(this.delegate.getSupportedCipherSuites());
	}

	@Override
	public String[] getSupportedCipherSuites() {
		return this.guard.cipherSuites(this.delegate.getSupportedCipherSuites());
	}

	@Override
	public Socket createSocket() throws IOException {
		return observed(this.delegate.createSocket());
	}

	@Override
	public Socket createSocket(Socket socket, @Nullable String host, int port, boolean autoClose) throws IOException {
		return observed(this.delegate.createSocket(socket, host, port, autoClose));
	}

	@Override
	public Socket createSocket(Socket socket, @Nullable InputStream consumed, boolean autoClose) throws IOException {
		return observed(this.delegate.createSocket(socket, consumed, autoClose));
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return observed(this.delegate.createSocket(host, port));
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
		return observed(this.delegate.createSocket(host, port, local, localPort));
	}

	@Override
	public Socket createSocket(InetAddress address, int port) throws IOException {
		return observed(this.delegate.createSocket(address, port));
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
		return observed(this.delegate.createSocket(address, port, local, localPort));
	}

	private Socket observed(Socket socket) {
		return new ObservedSslSocket((SSLSocket) socket, this.guard, this.watch);
	}

}
