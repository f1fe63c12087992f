package io.mtlsboot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;

import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Makes each socket with the factory that is current when it is made.
 */
final class FollowingSocketFactory extends SSLSocketFactory {

	private final Supplier<SSLSocketFactory> current;

	FollowingSocketFactory(Supplier<SSLSocketFactory> current) {
		this.current = current;
	}

	@Override
	public String[] getDefaultCipherSuites() {
		return this.current.get().getDefaultCipherSuites();
	}

	@Override
	public String[] getSupportedCipherSuites() {
		return this.current.get().getSupportedCipherSuites();
	}

	@Override
	public Socket createSocket() throws IOException {
		return this.current.get().createSocket();
	}

	@Override
	public Socket createSocket(Socket socket, @Nullable String host, int port, boolean autoClose) throws IOException {
		return this.current.get().createSocket(socket, host, port, autoClose);
	}

	@Override
	public Socket createSocket(Socket socket, @Nullable InputStream consumed, boolean autoClose) throws IOException {
		return this.current.get().createSocket(socket, consumed, autoClose);
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return this.current.get().createSocket(host, port);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
		return this.current.get().createSocket(host, port, local, localPort);
	}

	@Override
	public Socket createSocket(InetAddress address, int port) throws IOException {
		return this.current.get().createSocket(address, port);
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
		return this.current.get().createSocket(address, port, local, localPort);
	}

}
