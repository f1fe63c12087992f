package io.mtlsboot.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import io.mtlsboot.handshake.HandshakeConnection;
import org.jspecify.annotations.Nullable;

/**
 * A socket that tells of its handshake and cannot be weakened. It starts in the mode of
 * its context's side and stays in it.
 */
final class ObservedSslSocket extends DelegatingSslSocket {

	private final TlsGuard guard;

	private final HandshakeObservation.Watch watch;

	private volatile @Nullable HandshakeObservation observation;

	private volatile boolean closing;

	private final ReentrantLock handshaking = new ReentrantLock();

	ObservedSslSocket(SSLSocket delegate, TlsGuard guard, HandshakeObservation.Watch watch) {
		super(delegate);
		this.guard = guard;
		this.watch = watch;
		delegate.setUseClientMode(!guard.isServer());
		delegate.setSSLParameters(guard.initial(delegate.getSSLParameters(), delegate.getSupportedProtocols(),
				delegate.getSupportedCipherSuites()));
	}

	@Override
	public void startHandshake() throws IOException {
		if (shakeHands()) {
			return;
		}
		// Rekeying of a connection that was told of, or another thread that is faster
		HandshakeObservation current = this.observation;
		if (current != null) {
			current.<IOException>during(super::startHandshake);
		}
		else {
			super.startHandshake();
		}
	}

	// Other threads wait, lest they send or receive before the peer is judged
	private boolean shakeHands() throws IOException {
		this.handshaking.lock();
		try {
			HandshakeObservation first = firstObservation();
			if (first != null) {
				shakeHands(first);
			}
			return first != null;
		}
		finally {
			this.handshaking.unlock();
		}
	}

	private void shakeHands(HandshakeObservation observation) throws IOException {
		observation.progressed(observation.now());
		try {
			observation.<IOException>during(super::startHandshake);
			finish(observation);
		}
		catch (IOException ex) {
			observation.failed(ex);
			throw observation.explained(ex);
		}
	}

	private void finish(HandshakeObservation observation) throws IOException {
		try {
			observation.finished(super.getSession());
		}
		catch (SSLHandshakeException ex) {
			super.close();
			throw ex;
		}
	}

	private synchronized @Nullable HandshakeObservation firstObservation() {
		if (this.observation != null || !isConnected() || isClosed()) {
			return null;
		}
		this.observation = new HandshakeObservation(this.guard, this.watch,
				HandshakeConnection.with(getLocalPort(), peer(), getPort()));
		return this.observation;
	}

	// The host name that was called, if there was one, without a lookup
	private @Nullable String peer() {
		if (!this.guard.isServer() && getRemoteSocketAddress() instanceof InetSocketAddress called) {
			return called.getHostString();
		}
		InetAddress address = getInetAddress();
		return (address != null) ? address.getHostAddress() : null;
	}

	long receive(Transfer transfer) throws IOException {
		long count = exchange(transfer);
		HandshakeObservation current = this.observation;
		if (current != null && !current.isTold()) {
			if (count < 0) {
				current.endedByPeer();
			}
			else {
				current.confirmed();
			}
		}
		return count;
	}

	void send(Transfer transfer) throws IOException {
		exchange(transfer);
		HandshakeObservation current = this.observation;
		if (current != null && !current.isTold()) {
			current.asked();
		}
	}

	private long exchange(Transfer transfer) throws IOException {
		// The JDK would start a handshake by itself
		shakeHands();
		HandshakeObservation current = this.observation;
		if (current == null) {
			return transfer.run();
		}
		if (current.isTold()) {
			return settled(current, transfer);
		}
		long[] count = new long[1];
		try {
			current.<IOException>during(() -> count[0] = transfer.run());
			return count[0];
		}
		catch (InterruptedIOException ex) {
			// The peer takes its time: nothing is decided
			throw ex;
		}
		catch (IOException ex) {
			if (!this.closing) {
				current.failed(ex);
			}
			throw current.explained(ex);
		}
	}

	private static long settled(HandshakeObservation observation, Transfer transfer) throws IOException {
		try {
			return transfer.run();
		}
		catch (IOException ex) {
			throw observation.explained(ex);
		}
	}

	@Override
	public SSLSession getSession() {
		try {
			shakeHands();
		}
		catch (IOException ex) {
			// As the JDK does it: whoever asks gets a session that says it is invalid
			return super.getSession();
		}
		return super.getSession();
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new ObservedInputStream(super.getInputStream(), this);
	}

	@Override
	public OutputStream getOutputStream() throws IOException {
		return new ObservedOutputStream(super.getOutputStream(), this);
	}

	@Override
	@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the delegate locks
	public void close() throws IOException {
		this.closing = true;
		super.close();
		HandshakeObservation current = this.observation;
		if (current != null) {
			current.closed(null);
		}
	}

	@Override
	public void setUseClientMode(boolean mode) {
		this.guard.requireMode(mode);
	}

	@Override
	public void setNeedClientAuth(boolean need) {
		// Always required on the server side, and without meaning on the other
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

	/**
	 * Bytes that go to the peer or come from it.
	 */
	@FunctionalInterface
	interface Transfer {

		long run() throws IOException;

	}

}
