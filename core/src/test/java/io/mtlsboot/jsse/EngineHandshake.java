package io.mtlsboot.jsse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Two engines that talk to each other through memory. Each goes on after the other has
 * failed, as real peers do: an alert must arrive.
 */
final class EngineHandshake {

	private static final int MAX_ROUNDS = 200;

	private final SSLEngine client;

	private final SSLEngine server;

	private final ByteBuffer toServer = ByteBuffer.allocate(200_000);

	private final ByteBuffer toClient = ByteBuffer.allocate(200_000);

	private final ByteBuffer scratch = ByteBuffer.allocate(100_000);

	private @Nullable SSLException clientFailure;

	private @Nullable SSLException serverFailure;

	private String clientReceived = "";

	private String serverReceived = "";

	EngineHandshake(SSLEngine client, SSLEngine server) {
		this.client = client;
		this.server = server;
	}

	static EngineHandshake between(SSLContext client, SSLContext server) {
		return between(client, server, "localhost");
	}

	static EngineHandshake between(SSLContext client, SSLContext server, @Nullable String host) {
		SSLEngine clientEngine = (host != null) ? client.createSSLEngine(host, 8443) : client.createSSLEngine();
		clientEngine.setUseClientMode(true);
		SSLEngine serverEngine = server.createSSLEngine();
		serverEngine.setUseClientMode(false);
		serverEngine.setNeedClientAuth(true);
		return new EngineHandshake(clientEngine, serverEngine).run();
	}

	/** Shakes hands, and then sends a word in both directions. */
	EngineHandshake run() {
		boolean clientSent = false;
		boolean serverSent = false;
		for (int i = 0; i < MAX_ROUNDS; i++) {
			boolean clientReady = isReady(this.client);
			boolean serverReady = isReady(this.server);
			int moved = pumpClient(!clientSent && clientReady) + pumpServer(!serverSent && serverReady);
			clientSent |= clientReady;
			serverSent |= serverReady;
			if (moved == 0 && i > 2) {
				return this;
			}
		}
		throw new IllegalStateException("The handshake does not end");
	}

	/** Stops when the client has sent its last flight and the server has not seen it. */
	void runUntilClientFinished() throws SSLException {
		for (int i = 0; i < MAX_ROUNDS && !isReady(this.client); i++) {
			receive(this.client, this.toClient, true);
			send(this.client, this.toServer, false);
			if (!isReady(this.client)) {
				pumpServer(false);
			}
		}
	}

	private static boolean isReady(SSLEngine engine) {
		return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
				&& !engine.getSession().getProtocol().equals("NONE");
	}

	private int pumpClient(boolean send) {
		int moved = 0;
		try {
			moved = receive(this.client, this.toClient, true) + send(this.client, this.toServer, send);
		}
		catch (SSLException ex) {
			moved = 1;
			this.clientFailure = (this.clientFailure != null) ? this.clientFailure : ex;
			flush(this.client, this.toServer);
		}
		return moved;
	}

	private int pumpServer(boolean send) {
		int moved = 0;
		try {
			moved = receive(this.server, this.toServer, false) + send(this.server, this.toClient, send);
		}
		catch (SSLException ex) {
			moved = 1;
			this.serverFailure = (this.serverFailure != null) ? this.serverFailure : ex;
			flush(this.server, this.toClient);
		}
		return moved;
	}

	private int receive(SSLEngine engine, ByteBuffer in, boolean client) throws SSLException {
		int moved = 0;
		in.flip();
		try {
			while (in.hasRemaining() && !engine.isInboundDone()) {
				SSLEngineResult result = engine.unwrap(in, this.scratch.clear());
				String text = StandardCharsets.US_ASCII.decode(this.scratch.flip()).toString();
				if (client) {
					this.clientReceived += text;
				}
				else {
					this.serverReceived += text;
				}
				moved += result.bytesConsumed();
				if (!runTasks(engine) && result.bytesConsumed() == 0) {
					break;
				}
			}
		}
		finally {
			in.compact();
		}
		return moved;
	}

	private int send(SSLEngine engine, ByteBuffer out, boolean word) throws SSLException {
		int moved = 0;
		ByteBuffer data = ByteBuffer.wrap((word ? "hello" : "").getBytes(StandardCharsets.US_ASCII));
		while (!engine.isOutboundDone()) {
			SSLEngineResult result = engine.wrap(data, out);
			moved += result.bytesProduced();
			if (!runTasks(engine) && result.bytesProduced() == 0) {
				break;
			}
			if (result.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !data.hasRemaining()) {
				break;
			}
		}
		return moved;
	}

	private static void flush(SSLEngine engine, ByteBuffer out) {
		try {
			while (!engine.isOutboundDone() && engine.wrap(ByteBuffer.allocate(0), out).bytesProduced() > 0) {
				runTasks(engine);
			}
		}
		catch (SSLException ex) {
			// The first failure counts
			return;
		}
	}

	private static boolean runTasks(SSLEngine engine) {
		boolean ran = false;
		for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
			task.run();
			ran = true;
		}
		return ran;
	}

	boolean isComplete() {
		return this.clientReceived.equals("hello") && this.serverReceived.equals("hello");
	}

	boolean serverReceivedAnything() {
		return !this.serverReceived.isEmpty();
	}

	boolean clientReceivedAnything() {
		return !this.clientReceived.isEmpty();
	}

	String failures() {
		return "client: " + this.clientFailure + ", server: " + this.serverFailure;
	}

	@Nullable SSLException clientFailure() {
		return this.clientFailure;
	}

	@Nullable SSLException serverFailure() {
		return this.serverFailure;
	}

	SSLEngine client() {
		return this.client;
	}

	SSLEngine server() {
		return this.server;
	}

}
