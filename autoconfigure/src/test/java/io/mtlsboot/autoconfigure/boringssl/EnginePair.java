package io.mtlsboot.autoconfigure.boringssl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

import io.mtlsboot.jsse.NativeResources;

/**
 * Two engines in memory that shake hands and say a word to each other.
 */
final class EnginePair implements AutoCloseable {

	private static final int MAX_ROUNDS = 200;

	private static final byte[] WORD = "hello".getBytes(StandardCharsets.US_ASCII);

	final Side client;

	final Side server;

	EnginePair(SSLEngine client, SSLEngine server) {
		client.setUseClientMode(true);
		server.setUseClientMode(false);
		ByteBuffer toServer = ByteBuffer.allocate(100_000);
		ByteBuffer toClient = ByteBuffer.allocate(100_000);
		this.client = new Side(client, toClient, toServer);
		this.server = new Side(server, toServer, toClient);
	}

	static EnginePair of(SSLContext client, SSLContext server) {
		return new EnginePair(client.createSSLEngine("localhost", 8443), server.createSSLEngine()).run();
	}

	EnginePair run() {
		int idle = 0;
		for (int round = 0; round < MAX_ROUNDS && idle < 3; round++) {
			boolean moved = this.client.step() | this.server.step();
			idle = moved ? 0 : idle + 1;
		}
		return this;
	}

	boolean isComplete() {
		return this.client.received.equals("hello") && this.server.received.equals("hello");
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
	}

	/**
	 * One of the two.
	 */
	static final class Side {

		final SSLEngine engine;

		private final ByteBuffer in;

		private final ByteBuffer out;

		private final ByteBuffer word = ByteBuffer.wrap(WORD);

		private final ByteBuffer scratch = ByteBuffer.allocate(20_000);

		String received = "";

		SSLException failure;

		Side(SSLEngine engine, ByteBuffer in, ByteBuffer out) {
			this.engine = engine;
			this.in = in;
			this.out = out;
		}

		boolean step() {
			try {
				return runTasks() | read() | runTasks() | write();
			}
			catch (SSLException ex) {
				this.failure = (this.failure != null) ? this.failure : ex;
				return false;
			}
		}

		private boolean runTasks() {
			boolean ran = false;
			for (Runnable task = this.engine.getDelegatedTask(); task != null; task = this.engine.getDelegatedTask()) {
				task.run();
				ran = true;
			}
			return ran;
		}

		private boolean read() throws SSLException {
			this.in.flip();
			try {
				SSLEngineResult result = this.engine.unwrap(this.in, this.scratch.clear());
				this.received += StandardCharsets.US_ASCII.decode(this.scratch.flip());
				return result.bytesConsumed() > 0;
			}
			finally {
				this.in.compact();
			}
		}

		private boolean write() throws SSLException {
			return this.engine.wrap(this.word, this.out).bytesProduced() > 0;
		}

		void close() {
			if (this.engine instanceof NativeResources held) {
				held.release();
			}
		}

	}

}
