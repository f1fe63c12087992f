package io.mtlsboot.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection of the load generator: connect, handshake, request, answer, and then the
 * next request or the end.
 */
final class Connection {

	private final SocketChannel channel;

	private final SelectionKey key;

	private final Transport transport;

	private final ByteBuffer request;

	private final Wire wire;

	private final ResponseReader response = new ResponseReader();

	private long startedAt = System.nanoTime();

	private boolean asked;

	private boolean answered;

	Connection(Selector selector, InetSocketAddress server, Transport transport, ByteBuffer request, Wire wire)
			throws IOException {
		this.transport = transport;
		this.request = request;
		this.wire = wire;
		this.channel = SocketChannel.open();
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		this.channel.configureBlocking(false);
		boolean connected = this.channel.connect(server);
		this.key = this.channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
		if (connected) {
			advance();
		}
	}

	/**
	 * Goes on with what the channel is ready for.
	 * @return what that led to
	 */
	Progress proceed() throws IOException {
		if (this.key.isConnectable()) {
			this.channel.finishConnect();
			this.key.interestOps(SelectionKey.OP_READ);
			advance();
			return Progress.NOTHING;
		}
		return receive();
	}

	/**
	 * Sends the next request.
	 */
	void ask() throws IOException {
		this.startedAt = System.nanoTime();
		this.response.reset();
		this.answered = false;
		this.asked = false;
		advance();
	}

	long startedAt() {
		return this.startedAt;
	}

	boolean isResumed() {
		return this.transport.isResumed();
	}

	void close() {
		if (!this.channel.isOpen()) {
			return;
		}
		this.transport.close();
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// Nothing is left to be done with it
		}
	}

	private Progress receive() throws IOException {
		ByteBuffer in = this.wire.in().clear();
		int count = this.channel.read(in);
		if (count < 0) {
			return ended();
		}
		ByteBuffer plain = this.wire.plain().clear();
		this.transport.receive(in.flip(), plain);
		boolean complete = plain.flip().hasRemaining() && this.response.feed(plain);
		advance();
		if (complete && !this.answered) {
			this.answered = true;
			return Progress.ANSWERED;
		}
		return Progress.NOTHING;
	}

	private Progress ended() throws EOFException {
		if (!this.answered) {
			throw new EOFException(this.asked ? "closed before the answer" : "closed in the handshake");
		}
		return Progress.CLOSED;
	}

	private void advance() throws IOException {
		if (this.transport.isReady() && !this.asked) {
			this.transport.send(this.request.duplicate());
			this.asked = true;
		}
		ByteBuffer out = this.wire.out().clear();
		this.transport.flush(out);
		if (out.flip().hasRemaining() && this.channel.write(out) >= 0 && out.hasRemaining()) {
			throw new IOException("the socket takes no more");
		}
	}

	/**
	 * What happened on a connection.
	 */
	enum Progress {

		/** Nothing that counts. */
		NOTHING,

		/** The answer is complete. */
		ANSWERED,

		/** The server closed it after its answer. */
		CLOSED

	}

	/**
	 * Buffers that all connections of a thread use in turn.
	 *
	 * @param in what is received
	 * @param out what is sent
	 * @param plain what was in what was received
	 */
	record Wire(ByteBuffer in, ByteBuffer out, ByteBuffer plain) {

		Wire() {
			this(ByteBuffer.allocateDirect(64 * 1024), ByteBuffer.allocateDirect(64 * 1024),
					ByteBuffer.allocateDirect(64 * 1024));
		}

	}

}
