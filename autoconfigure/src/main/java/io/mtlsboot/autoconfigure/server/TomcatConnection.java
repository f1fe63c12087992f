package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

import io.mtlsboot.handshake.HandshakeConnection;
import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.tomcat.util.net.Nio2Channel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SecureNio2Channel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Tomcat.
 * <p>
 * Tomcat gives the channel of a closed connection to a new one. So a connection is closed
 * from here only while its lock is held and nobody works on it; otherwise its socket is
 * shut down and Tomcat closes it when it notices.
 */
final class TomcatConnection implements LiveConnection {

	/** A round takes a second: Tomcat is told once in a while, in case it is slow. */
	private static final int ROUNDS_BETWEEN_ERRORS = 10;

	private final SocketWrapperBase<?> wrapper;

	private final Executor executor;

	private final AtomicBoolean goodbye = new AtomicBoolean();

	private volatile boolean goodbyeSaid;

	private int cuts;

	TomcatConnection(SocketWrapperBase<?> wrapper, Executor executor) {
		this.wrapper = wrapper;
		this.executor = executor;
	}

	@Override
	public @Nullable SSLSession session() {
		SSLEngine engine = engine(this.wrapper.getSocket());
		SSLSession session = (engine != null) ? engine.getSession() : null;
		// If it was closed meanwhile, the engine may be that of another one
		return this.wrapper.isClosed() ? null : session;
	}

	private static @Nullable SSLEngine engine(@Nullable Object channel) {
		if (channel instanceof SecureNioChannel secure) {
			return secure.getSslEngine();
		}
		return (channel instanceof SecureNio2Channel secure) ? secure.getSslEngine() : null;
	}

	@Override
	public HandshakeConnection connection() {
		return HandshakeConnection.with(this.wrapper.getLocalPort(), this.wrapper.getRemoteAddr(),
				this.wrapper.getRemotePort());
	}

	@Override
	public void leave(Farewell farewell) {
		this.wrapper.setKeepAliveLeft(1);
		if (this.wrapper.getCurrentProcessor() instanceof UpgradeProcessorInternal upgraded
				&& this.goodbye.compareAndSet(false, true)) {
			try {
				// To write may block
				this.executor.execute(() -> sayGoodbye(upgraded, farewell));
			}
			catch (RejectedExecutionException ex) {
				this.goodbye.set(false);
			}
		}
	}

	private void sayGoodbye(UpgradeProcessorInternal upgraded, Farewell farewell) {
		if (!TomcatUpgrades.closeWebSocket(upgraded, farewell)) {
			upgraded.pause();
		}
		this.goodbyeSaid = true;
	}

	@Override
	public void closeIfIdle() {
		if (!this.wrapper.getLock().tryLock()) {
			return;
		}
		try {
			Object processor = this.wrapper.getCurrentProcessor();
			if (processor == null) {
				this.wrapper.close();
			}
			else if (this.goodbyeSaid && processor instanceof UpgradeProcessorInternal upgraded
					&& TomcatUpgrades.isIdleHttp2(upgraded)) {
				this.wrapper.processSocket(SocketEvent.STOP, true);
			}
		}
		finally {
			this.wrapper.getLock().unlock();
		}
	}

	@Override
	public void cut() {
		if (this.wrapper.isClosed()) {
			return;
		}
		shutDown(this.wrapper.getSocket());
		if (this.cuts++ % ROUNDS_BETWEEN_ERRORS == 0 && this.wrapper.getLock().tryLock()) {
			try {
				this.wrapper.processSocket(SocketEvent.ERROR, true);
			}
			finally {
				this.wrapper.getLock().unlock();
			}
		}
	}

	private void shutDown(@Nullable Object channel) {
		try {
			if (channel instanceof NioChannel nio) {
				shutDown(nio.getIOChannel());
			}
			else if (channel instanceof Nio2Channel nio2) {
				shutDown(nio2.getIOChannel());
			}
		}
		catch (IOException ex) {
			// Closed already
		}
	}

	private void shutDown(@Nullable SocketChannel channel) throws IOException {
		if (channel != null && !this.wrapper.isClosed()) {
			channel.shutdownInput();
			channel.shutdownOutput();
		}
	}

	private void shutDown(@Nullable AsynchronousSocketChannel channel) throws IOException {
		if (channel != null && !this.wrapper.isClosed()) {
			channel.shutdownInput();
			channel.shutdownOutput();
		}
	}

}
