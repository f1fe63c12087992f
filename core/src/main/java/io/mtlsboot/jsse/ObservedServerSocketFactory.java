package io.mtlsboot.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Makes server sockets whose connections are guarded and observed.
 */
final class ObservedServerSocketFactory extends SSLServerSocketFactory {

	private final SSLServerSocketFactory delegate;

	private final TlsGuard guard;

	private final HandshakeObservation.Watch watch;

	ObservedServerSocketFactory(SSLServerSocketFactory delegate, TlsGuard guard, HandshakeObservation.Watch watch) {
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
	public ServerSocket createServerSocket() throws IOException {
		return observed(serving().createServerSocket());
	}

	@Override
	public ServerSocket createServerSocket(int port) throws IOException {
		return observed(serving().createServerSocket(port));
	}

	@Override
	public ServerSocket createServerSocket(int port, int backlog) throws IOException {
		return observed(serving().createServerSocket(port, backlog));
	}

	@Override
	public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address) throws IOException {
		return observed(serving().createServerSocket(port, backlog, address));
	}

	// Asked first: a refused socket would keep its port
	private SSLServerSocketFactory serving() {
		this.guard.requireMode(false);
		return this.delegate;
	}

	private ServerSocket observed(ServerSocket socket) throws IOException {
		return new ObservedServerSocket((SSLServerSocket) socket, this.guard, this.watch);
	}

}
