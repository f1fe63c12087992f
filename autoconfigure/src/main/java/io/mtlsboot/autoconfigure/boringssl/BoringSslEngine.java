package io.mtlsboot.autoconfigure.boringssl;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.BiFunction;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

import io.mtlsboot.jsse.NativeResources;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import org.jspecify.annotations.Nullable;

/**
 * An engine of BoringSSL.
 * <p>
 * BoringSSL has its settings in the context, so that the engine behind this one is made
 * when the settings are complete: when it is used first. Its memory is given back when
 * both directions are closed, when whoever has the connection says that it is gone, or at
 * the latest when nobody has the engine any more.
 */
final class BoringSslEngine extends SSLEngine implements NativeResources {

	private static final Cleaner CLEANER = Cleaner.create();

	/** BoringSSL asks a trust manager with an engine that is not ours. */
	private static final ThreadLocal<BoringSslEngine> RUNNING = new ThreadLocal<>();

	private final BoringSslContexts contexts;

	private final EngineSettings settings;

	private volatile @Nullable Running running;

	/** What the next call throws. */
	private volatile @Nullable SSLException failure;

	BoringSslEngine(BoringSslContexts contexts, @Nullable String host, int port) {
		super(host, port);
		this.contexts = contexts;
		this.settings = new EngineSettings(contexts.settings());
	}

	/**
	 * The engine whose task the current thread runs.
	 * @return the engine
	 * @throws CertificateException if it runs none
	 */
	static BoringSslEngine verifying() throws CertificateException {
		BoringSslEngine current = RUNNING.get();
		if (current == null) {
			throw new CertificateException("Unable to verify a peer: expected a task of an engine of ours");
		}
		return current;
	}

	X509Certificate[] presented(X509Certificate[] chain) throws CertificateException {
		return running().session().presented(chain);
	}

	private Running running() {
		Running current = this.running;
		return (current != null) ? current : start();
	}

	private synchronized Running start() {
		Running current = this.running;
		if (current == null) {
			ReferenceCountedOpenSslEngine engine = this.contexts.newEngine(this.settings.applicationProtocols(),
					getPeerHost(), getPeerPort());
			// Not a method of this object, which would never become unreachable
			Cleaner.Cleanable memory = CLEANER.register(this, engine::release);
			try {
				this.settings.applyTo(engine);
			}
			catch (RuntimeException ex) {
				memory.clean();
				throw ex;
			}
			current = new Running(engine, new BoringSslSession(engine), memory);
			this.running = current;
		}
		return current;
	}

	@Override
	public void release() {
		Running current = this.running;
		if (current != null) {
			current.memory().clean();
		}
	}

	private void releaseIfClosed(ReferenceCountedOpenSslEngine engine) {
		if (engine.isInboundDone() && engine.isOutboundDone()) {
			release();
		}
	}

	@Override
	public SSLEngineResult wrap(ByteBuffer[] srcs, int offset, int length, ByteBuffer dst) throws SSLException {
		throwFailure();
		int before = dst.position();
		try {
			return running().engine().wrap(srcs, offset, length, dst);
		}
		catch (SSLException ex) {
			// The alert is there already, and whoever is thrown an exception does not
			// send
			// it: the peer would never know why
			if (dst.position() == before) {
				throw ex;
			}
			this.failure = ex;
			return new SSLEngineResult(SSLEngineResult.Status.OK, HandshakeStatus.NEED_WRAP, 0,
					dst.position() - before);
		}
	}

	@Override
	public SSLEngineResult unwrap(ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws SSLException {
		throwFailure();
		return running().engine().unwrap(src, dsts, offset, length);
	}

	private void throwFailure() throws SSLException {
		SSLException failed = this.failure;
		if (failed != null) {
			this.failure = null;
			throw failed;
		}
	}

	@Override
	public @Nullable Runnable getDelegatedTask() {
		Runnable task = running().engine().getDelegatedTask();
		return (task != null) ? () -> run(task) : null;
	}

	private void run(Runnable task) {
		BoringSslEngine outer = RUNNING.get();
		RUNNING.set(this);
		try {
			task.run();
		}
		finally {
			if (outer != null) {
				RUNNING.set(outer);
			}
			else {
				RUNNING.remove();
			}
		}
	}

	@Override
	public void closeInbound() throws SSLException {
		ReferenceCountedOpenSslEngine engine = running().engine();
		try {
			engine.closeInbound();
		}
		finally {
			releaseIfClosed(engine);
		}
	}

	@Override
	public boolean isInboundDone() {
		return running().engine().isInboundDone();
	}

	@Override
	public void closeOutbound() {
		ReferenceCountedOpenSslEngine engine = running().engine();
		engine.closeOutbound();
		releaseIfClosed(engine);
	}

	@Override
	public boolean isOutboundDone() {
		return running().engine().isOutboundDone();
	}

	@Override
	public void beginHandshake() throws SSLException {
		running().engine().beginHandshake();
	}

	@Override
	public HandshakeStatus getHandshakeStatus() {
		return (this.failure != null) ? HandshakeStatus.NEED_WRAP : running().engine().getHandshakeStatus();
	}

	@Override
	public SSLSession getSession() {
		return running().session();
	}

	@Override
	public @Nullable SSLSession getHandshakeSession() {
		Running current = this.running;
		return (current != null && current.engine().getHandshakeSession() != null) ? current.session() : null;
	}

	// "" if none was agreed on; Netty has null for that
	@Override
	public String getApplicationProtocol() {
		String agreed = running().engine().getApplicationProtocol();
		return (agreed != null) ? agreed : "";
	}

	@Override
	public String getHandshakeApplicationProtocol() {
		return getApplicationProtocol();
	}

	// BoringSSL selects by itself, from the list in the parameters
	@Override
	public void setHandshakeApplicationProtocolSelector(
			@Nullable BiFunction<SSLEngine, List<String>, String> selector) {
	}

	@Override
	public @Nullable BiFunction<SSLEngine, List<String>, String> getHandshakeApplicationProtocolSelector() {
		return null;
	}

	@Override
	public String[] getSupportedCipherSuites() {
		return this.settings.supportedCipherSuites();
	}

	@Override
	public String[] getEnabledCipherSuites() {
		return this.settings.parameters().getCipherSuites();
	}

	@Override
	public void setEnabledCipherSuites(String[] suites) {
		this.settings.cipherSuites(suites);
	}

	@Override
	public String[] getSupportedProtocols() {
		return this.settings.supportedProtocols();
	}

	@Override
	public String[] getEnabledProtocols() {
		return this.settings.parameters().getProtocols();
	}

	@Override
	public void setEnabledProtocols(String[] protocols) {
		this.settings.protocols(protocols);
	}

	@Override
	public SSLParameters getSSLParameters() {
		return this.settings.parameters();
	}

	@Override
	public void setSSLParameters(SSLParameters parameters) {
		this.settings.set(parameters);
	}

	@Override
	public void setUseClientMode(boolean mode) {
		this.settings.requireMode(mode);
	}

	@Override
	public boolean getUseClientMode() {
		return !this.contexts.isServer();
	}

	// What is asked of callers is decided by the context
	@Override
	public void setNeedClientAuth(boolean need) {
	}

	@Override
	public boolean getNeedClientAuth() {
		return this.settings.parameters().getNeedClientAuth();
	}

	@Override
	public void setWantClientAuth(boolean want) {
	}

	@Override
	public boolean getWantClientAuth() {
		return this.settings.parameters().getWantClientAuth();
	}

	@Override
	public void setEnableSessionCreation(boolean flag) {
		this.settings.requireSessionCreation(flag);
	}

	@Override
	public boolean getEnableSessionCreation() {
		return true;
	}

	/**
	 * What is behind an engine that is in use.
	 *
	 * @param engine the engine of BoringSSL
	 * @param session its session
	 * @param memory gives its memory back
	 */
	private record Running(ReferenceCountedOpenSslEngine engine, BoringSslSession session, Cleaner.Cleanable memory) {
	}

}
