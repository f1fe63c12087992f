package io.mtlsboot.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Keeps as many connections busy as it was told, with one thread.
 */
final class LoadLoop implements AutoCloseable {

	private static final int TOO_MANY_ERRORS = 100;

	private final LoadOrder order;

	private final @Nullable TlsContext context;

	private final Selector selector;

	private final InetSocketAddress server;

	private final ByteBuffer request;

	private final Connection.Wire wire = new Connection.Wire();

	private final Tally tally;

	private final Set<Connection> fresh = new HashSet<>();

	private long finished;

	LoadLoop(LoadOrder order, @Nullable TlsContext context) throws IOException {
		this.order = order;
		this.context = context;
		this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), order.port());
		byte[] text = ("GET / HTTP/1.1\r\nHost: localhost\r\n" + (order.keepAlive() ? "" : "Connection: close\r\n")
				+ "\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		this.request = ByteBuffer.allocateDirect(text.length).put(text).flip();
		this.tally = new Tally(order);
		this.selector = Selector.open();
	}

	/**
	 * Loads the server for as long as it was told.
	 * @return what was counted
	 */
	LoadResult run() throws IOException {
		for (int i = 0; i < this.order.connections(); i++) {
			connect();
		}
		// Each connection has had its full handshake before anything is counted
		long ramp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(this.order.rampMillis());
		long limit = ramp + TimeUnit.SECONDS.toNanos(20);
		while (!isOver(ramp) || (this.finished < 2L * this.order.connections() && !isOver(limit))) {
			step();
		}
		this.tally.start();
		measure();
		this.tally.stop();
		return this.tally.result();
	}

	// By the CPU time of the server, so that a turn is worth as much on a core that
	// others use, too
	private void measure() throws IOException {
		long slice = TimeUnit.MILLISECONDS.toNanos(this.order.millis());
		long end = System.nanoTime() + slice;
		long limit = end + (LoadOrder.PATIENCE - 1) * slice;
		while (!isOver(end) || (this.tally.serverMicros() < 900 * this.order.millis() && !isOver(limit))) {
			long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
			while (!isOver(next)) {
				step();
			}
		}
	}

	@Override
	public void close() throws IOException {
		for (SelectionKey key : this.selector.keys()) {
			((Connection) key.attachment()).close();
		}
		this.selector.close();
	}

	private boolean isOver(long nanos) {
		return System.nanoTime() - nanos >= 0 || this.tally.errors() >= TOO_MANY_ERRORS;
	}

	private void step() throws IOException {
		this.selector.select((key) -> proceed((Connection) key.attachment()), 10);
	}

	private void proceed(Connection connection) {
		try {
			switch (connection.proceed()) {
				case ANSWERED -> answered(connection);
				case CLOSED -> replace(connection);
				case NOTHING -> {
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			this.tally.failed(ex);
			replace(connection);
		}
	}

	private void answered(Connection connection) throws IOException {
		this.finished++;
		this.tally.answered(connection, this.fresh.remove(connection));
		if (this.order.keepAlive()) {
			connection.ask();
		}
	}

	private void replace(Connection connection) {
		this.fresh.remove(connection);
		connection.close();
		if (this.tally.errors() < TOO_MANY_ERRORS) {
			try {
				connect();
			}
			catch (IOException ex) {
				this.tally.failed(ex);
			}
		}
	}

	private void connect() throws IOException {
		Transport transport = (this.context != null) ? new TlsTransport(this.context, this.order.protocol())
				: new PlainTransport();
		this.fresh.add(new Connection(this.selector, this.server, transport, this.request, this.wire));
	}

}
