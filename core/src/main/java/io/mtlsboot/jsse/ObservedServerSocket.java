package io.mtlsboot.jsse;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server socket whose connections are guarded and observed.
 */
final class ObservedServerSocket extends DelegatingServerSocket {

	private final TlsGuard guard;

	private final HandshakeObservation.Watch watch;

	ObservedServerSocket(SSLServerSocket delegate, TlsGuard guard, HandshakeObservation.Watch watch)
			throws IOException {
		super(delegate);
		this.guard = guard;
		this.watch = watch;
		delegate.setSSLParameters(guard.initial(delegate.getSSLParameters(), delegate.getSupportedProtocols(),
				delegate.getSupportedCipherSuites()));
	}

	@Override
	public Socket accept() throws IOException {
		SSLSocket socket = (SSLSocket) delegate().accept();
		SSLParameters parameters = delegate().getSSLParameters();
		ObservedSslSocket observed = new ObservedSslSocket(socket, this.guard, this.watch);
		observed.setSSLParameters(parameters);
		return observed;
	}

	@Override
	public void setUseClientMode(boolean mode) {
		this.guard.requireMode(mode);
	}

	@Override
	public void setNeedClientAuth(boolean need) {
		// Always required
	}

	@Override
	public void setWantClientAuth(boolean want) {
		// Would replace "required" by "requested"
	}

	@Override
	public void setEnabledProtocols(String[] protocols) {
		delegate().setEnabledProtocols(this.guard.protocols(protocols));
	}

	@Override
	public void setEnabledCipherSuites(String[] suites) {
		delegate().setEnabledCipherSuites(this.guard.cipherSuites(suites));
	}

	@Override
	public void setSSLParameters(SSLParameters parameters) {
		this.guard.apply(parameters, delegate()::getSSLParameters, delegate()::setSSLParameters);
	}

}
