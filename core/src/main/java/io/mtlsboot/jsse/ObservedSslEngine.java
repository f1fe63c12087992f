package io.mtlsboot.jsse;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;

/**
 * An engine that tells of its handshake and cannot be weakened. It starts in the mode of
 * its context's side and stays in it.
 */
final class ObservedSslEngine extends DelegatingSslEngine {

	private final TlsGuard guard;

	private final HandshakeObservation observation;

	ObservedSslEngine(SSLEngine delegate, TlsGuard guard, HandshakeObservation.Watch watch) {
		super(delegate);
		this.guard = guard;
		this.observation = new HandshakeObservation(guard.side(), watch, delegate.getPeerHost());
		delegate.setUseClientMode(!guard.isServer());
		delegate.setSSLParameters(guard.initial(delegate.getSSLParameters(), delegate.getSupportedProtocols(),
				delegate.getSupportedCipherSuites()));
	}

	@Override
	public SSLEngineResult wrap(ByteBuffer[] srcs, int offset, int length, ByteBuffer dst) throws SSLException {
		if (this.observation.isTold()) {
			return super.wrap(srcs, offset, length, dst);
		}
		return observe(() -> super.wrap(srcs, offset, length, dst), false);
	}

	@Override
	public SSLEngineResult unwrap(ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws SSLException {
		if (this.observation.isTold()) {
			return super.unwrap(src, dsts, offset, length);
		}
		return observe(() -> super.unwrap(src, dsts, offset, length), true);
	}

	private SSLEngineResult observe(Exchange exchange, boolean inbound) throws SSLException {
		long began = this.observation.now();
		try {
			SSLEngineResult result = exchange.run();
			if (result.bytesConsumed() + result.bytesProduced() > 0) {
				this.observation.progressed(began);
			}
			if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
				this.observation.finished(getSession().getProtocol());
			}
			else if (inbound && result.bytesConsumed() > 0) {
				this.observation.confirmed();
			}
			return result;
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException | ReadOnlyBufferException ex) {
			// The call was wrong; the handshake goes on
			throw ex;
		}
		catch (SSLException | RuntimeException ex) {
			this.observation.failed(ex);
			throw ex;
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
			throw ex;
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
