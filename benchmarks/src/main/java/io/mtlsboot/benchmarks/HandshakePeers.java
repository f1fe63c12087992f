package io.mtlsboot.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * A server and a client whose engines talk through memory, on one thread.
 */
final class HandshakePeers implements AutoCloseable {

	/** The JDK does not resume a session without knowing the host. */
	private static final String HOST = "localhost";

	private static final int WORD = 100;

	private static final int MAX_ROUNDS = 50;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private final SSLContext server;

	private final SSLContext client;

	private final String[] version;

	private final Runnable release;

	private final ByteBuffer toServer = ByteBuffer.allocate(64 * 1024);

	private final ByteBuffer toClient = ByteBuffer.allocate(64 * 1024);

	private final ByteBuffer received = ByteBuffer.allocate(64 * 1024);

	private long serverNanos;

	private HandshakePeers(SSLContext server, SSLContext client, String version, Runnable release) {
		this.server = server;
		this.client = client;
		this.version = new String[] { version };
		this.release = release;
	}

	static HandshakePeers of(SSLContext server, BenchmarkPki pki, String version, Runnable release)
			throws GeneralSecurityException {
		return new HandshakePeers(server, pki.plainClient(), version, release);
	}

	static HandshakePeers create(HandshakeServer server, String version) throws GeneralSecurityException, SSLException {
		HandshakePeers peers = server.with(BenchmarkPki.create(), version);
		// The first one is never resumed
		peers.shakeHands(true);
		return peers;
	}

	/**
	 * Shakes hands, sends a word in both directions and closes.
	 * @param resume whether the client comes back, or was never here
	 * @return how many bytes of the application came from the server
	 * @throws SSLException if a side fails
	 */
	int shakeHands(boolean resume) throws SSLException {
		SSLEngine caller = caller(resume);
		long began = THREADS.getCurrentThreadCpuTime();
		SSLEngine callee = callee();
		this.serverNanos += THREADS.getCurrentThreadCpuTime() - began;
		int answered = 0;
		boolean asked = false;
		for (int i = 0; i < MAX_ROUNDS && answered < WORD; i++) {
			answered += receive(caller, this.toClient);
			boolean ready = isReady(caller);
			send(caller, this.toServer, ready && !asked);
			asked |= ready;
			began = THREADS.getCurrentThreadCpuTime();
			boolean heard = receive(callee, this.toServer) > 0;
			send(callee, this.toClient, heard);
			this.serverNanos += THREADS.getCurrentThreadCpuTime() - began;
		}
		close(caller, callee);
		return answered;
	}

	private SSLEngine caller(boolean resume) {
		SSLEngine engine = resume ? this.client.createSSLEngine(HOST, 443) : this.client.createSSLEngine();
		engine.setUseClientMode(true);
		engine.setEnabledProtocols(this.version);
		return engine;
	}

	// As Tomcat does for each connection
	private SSLEngine callee() {
		SSLEngine engine = this.server.createSSLEngine();
		engine.setUseClientMode(false);
		engine.setEnabledCipherSuites(engine.getSupportedCipherSuites());
		engine.setEnabledProtocols(new String[] { "TLSv1.3", "TLSv1.2" });
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setUseCipherSuitesOrder(true);
		parameters.setNeedClientAuth(true);
		engine.setSSLParameters(parameters);
		return engine;
	}

	private void close(SSLEngine caller, SSLEngine callee) throws SSLException {
		caller.closeOutbound();
		send(caller, this.toServer, false);
		long began = THREADS.getCurrentThreadCpuTime();
		receive(callee, this.toServer);
		callee.closeOutbound();
		send(callee, this.toClient, false);
		this.serverNanos += THREADS.getCurrentThreadCpuTime() - began;
		this.toServer.clear();
		this.toClient.clear();
	}

	private static boolean isReady(SSLEngine engine) {
		return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
				&& !engine.getSession().getProtocol().equals("NONE");
	}

	private int receive(SSLEngine engine, ByteBuffer in) throws SSLException {
		int count = 0;
		in.flip();
		while (in.hasRemaining() && !engine.isInboundDone()) {
			SSLEngineResult result = engine.unwrap(in, this.received.clear());
			count += result.bytesProduced();
			if (!ranTasks(engine, result) && result.bytesConsumed() == 0) {
				break;
			}
		}
		in.compact();
		return count;
	}

	private static void send(SSLEngine engine, ByteBuffer out, boolean word) throws SSLException {
		ByteBuffer data = ByteBuffer.allocate(word ? WORD : 0);
		while (!engine.isOutboundDone()) {
			SSLEngineResult result = engine.wrap(data, out);
			boolean more = ranTasks(engine, result) || result.bytesProduced() > 0;
			if (!more || (result.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !data.hasRemaining())) {
				return;
			}
		}
	}

	private static boolean ranTasks(SSLEngine engine, SSLEngineResult result) {
		if (result.getHandshakeStatus() != HandshakeStatus.NEED_TASK) {
			return false;
		}
		for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
			task.run();
		}
		return true;
	}

	/**
	 * What the server has spent since it was asked the last time.
	 * @return nanoseconds of CPU time
	 */
	long takeServerNanos() {
		long taken = this.serverNanos;
		this.serverNanos = 0;
		return taken;
	}

	@Override
	public void close() {
		this.release.run();
	}

}
