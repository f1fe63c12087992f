package io.mtlsboot.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Connections that have had one request and are then left alone.
 */
final class HeldConnections implements AutoCloseable {

	// So that the backlog of no server is full
	private static final int AT_ONCE = 16;

	private static final int TOO_MANY_ERRORS = 100;

	private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

	private final LoadOrder order;

	private final @Nullable TlsContext context;

	private final Selector selector;

	private final ByteBuffer request;

	private final Connection.Wire wire = new Connection.Wire();

	private final Tally tally;

	private final List<Connection> held = new ArrayList<>();

	private int begun;

	private int answered;

	HeldConnections(LoadOrder order, @Nullable TlsContext context) throws IOException {
		this.order = order;
		this.context = context;
		byte[] text = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
		this.request = ByteBuffer.allocateDirect(text.length).put(text).flip();
		this.tally = new Tally(order);
		this.selector = Selector.open();
	}

	/**
	 * Opens them all.
	 * @return what that cost; the operations are the connections
	 */
	LoadResult open() throws IOException {
		this.tally.start();
		long limit = System.nanoTime() + PATIENCE;
		while (this.answered < this.order.connections() && this.tally.errors() < TOO_MANY_ERRORS
				&& System.nanoTime() - limit < 0) {
			while (this.begun < Math.min(this.answered + AT_ONCE, this.order.connections())) {
				begin();
			}
			this.selector.select((key) -> proceed((Connection) key.attachment()), 100);
		}
		this.tally.stop();
		return this.tally.result();
	}

	@Override
	public void close() throws IOException {
		this.held.forEach(Connection::close);
		this.selector.close();
		if (this.context != null) {
			this.context.close();
		}
	}

	private void begin() throws IOException {
		Transport transport = (this.context != null) ? new TlsTransport(this.context, this.order.protocol())
				: new PlainTransport();
		this.held.add(new Connection(this.selector,
				new InetSocketAddress(InetAddress.getLoopbackAddress(), this.order.port()), transport, this.request,
				this.wire));
		this.begun++;
	}

	private void proceed(Connection connection) {
		try {
			switch (connection.proceed()) {
				case ANSWERED -> {
					this.answered++;
					this.tally.answered(connection, true);
				}
				case CLOSED -> throw new IOException("closed while idle");
				case NOTHING -> {
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			this.begun--;
			this.tally.failed(ex);
			connection.close();
		}
	}

}
