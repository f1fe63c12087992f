package io.mtlsboot.jsse;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * An engine that tells of its handshake and cannot be weakened. It starts in the mode of
 * its context's side and stays in it.
 */
final class ObservedSslEngine extends DelegatingSslEngine implements LocatableEngine, NativeResources {

	private final TlsGuard guard;

	private final HandshakeObservation observation;

	ObservedSslEngine(SSLEngine delegate, TlsGuard guard, HandshakeObservation.Watch watch) {
		super(delegate);
		this.guard = guard;
		this.observation = new HandshakeObservation(guard, watch,
				HandshakeConnection.with(0, delegate.getPeerHost(), Math.max(delegate.getPeerPort(), 0)));
		delegate.setUseClientMode(!guard.isServer());
		delegate.setSSLParameters(guard.initial(delegate.getSSLParameters(), delegate.getSupportedProtocols(),
				delegate.getSupportedCipherSuites()));
	}

	@Override
	public void locate(HandshakeConnection connection) {
		this.observation.located(connection);
	}

	@Override
	public void fail(RejectionReason reason, String detail) {
		this.observation.failed(reason, detail);
	}

	@Override
	public @Nullable RejectionReason failure() {
		return this.observation.failure();
	}

	@Override
	public void release() {
		if (delegate() instanceof NativeResources held) {
			held.release();
		}
	}

	@Override
	public SSLEngineResult wrap(ByteBuffer[] srcs, int offset, int length, ByteBuffer dst) throws SSLException {
		int before = dst.position();
		try {
			return this.observation.isTold() ? settled(() -> super.wrap(srcs, offset, length, dst))
					: observe(() -> super.wrap(srcs, offset, length, dst), false);
		}
		catch (SSLException ex) {
			// An engine may complete the handshake and encrypt data in one call: a peer
			// that
			// is refused then must not get what was meant for it
			dst.position(before);
			throw ex;
		}
	}

	@Override
	public SSLEngineResult unwrap(ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws SSLException {
		if (this.observation.isTold()) {
			return settled(() -> super.unwrap(src, dsts, offset, length));
		}
		return observe(() -> super.unwrap(src, dsts, offset, length), true);
	}

	// An engine that has failed throws again whenever it is called
	private SSLEngineResult settled(Exchange exchange) throws SSLException {
		try {
			return judged(exchange.run(), false);
		}
		catch (SSLException ex) {
			throw this.observation.explained(ex);
		}
	}

	private SSLEngineResult observe(Exchange exchange, boolean inbound) throws SSLException {
		long began = this.observation.now();
		boolean unanswered = this.observation.isUnanswered();
		try {
			SSLEngineResult result = run(exchange);
			if (result.bytesConsumed() + result.bytesProduced() > 0) {
				this.observation.progressed(began);
			}
			// Two threads may wrap and unwrap: data can pass before either sees the end
			boolean data = (inbound ? result.bytesProduced() : result.bytesConsumed()) > 0;
			judged(result, data);
			if (inbound) {
				received(result, unanswered);
			}
			else if (data) {
				this.observation.asked();
			}
			return result;
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException | ReadOnlyBufferException ex) {
			// The call was wrong; the handshake goes on
			throw ex;
		}
		catch (SSLException ex) {
			this.observation.failed(ex);
			throw this.observation.explained(ex);
		}
		catch (RuntimeException ex) {
			this.observation.failed(ex);
			throw ex;
		}
	}

	// Not every message is handled by a task: our certificate may be chosen here
	private SSLEngineResult run(Exchange exchange) throws SSLException {
		SSLEngineResult[] result = new SSLEngineResult[1];
		this.observation.<SSLException>during(() -> result[0] = exchange.run());
		return result[0];
	}

	private void received(SSLEngineResult result, boolean unanswered) {
		if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
			this.observation.endedByPeer();
		}
		// A ticket "finishes" once more
		else if (result.bytesConsumed() > 0
				&& (unanswered || result.getHandshakeStatus() != HandshakeStatus.FINISHED)) {
			this.observation.confirmed();
		}
	}

	private SSLEngineResult judged(SSLEngineResult result, boolean data) throws SSLException {
		if (data || result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
			try {
				this.observation.finished(getSession());
			}
			catch (SSLHandshakeException ex) {
				abandon();
				throw ex;
			}
		}
		return result;
	}

	// Whoever goes on in spite of an exception must not get any data either
	private void abandon() {
		super.closeOutbound();
		try {
			super.closeInbound();
		}
		catch (SSLException ex) {
			// It says that the peer has not closed, and is closed all the same
			return;
		}
	}

	@Override
	public @Nullable Runnable getDelegatedTask() {
		Runnable task = super.getDelegatedTask();
		return (task != null) ? () -> this.observation.during(task::run) : null;
	}

	@Override
	public void closeInbound() throws SSLException {
		try {
			super.closeInbound();
			this.observation.closed(null);
		}
		catch (SSLException ex) {
			this.observation.closed(ex);
			throw this.observation.explained(ex);
		}
	}

	@Override
	public void closeOutbound() {
		super.closeOutbound();
		this.observation.closed(null);
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
	 * A call that exchanges bytes with the peer.
	 */
	@FunctionalInterface
	private interface Exchange {

		SSLEngineResult run() throws SSLException;

	}

}
