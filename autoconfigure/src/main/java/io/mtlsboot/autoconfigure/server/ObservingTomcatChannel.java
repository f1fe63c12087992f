package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLSession;

import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that has TLS if its first byte begins a TLS handshake, and is plain
 * otherwise. It waits for that byte as long as for a handshake, without a thread.
 */
final class ObservingTomcatChannel extends TomcatChannel {

	private boolean plain;

	ObservingTomcatChannel(SocketBufferHandler buffer, NioEndpoint endpoint, LiveTrust trust) {
		super(buffer, endpoint, trust);
	}

	@Override
	public void reset(@Nullable SocketChannel channel, NioEndpoint.@Nullable NioSocketWrapper wrapper)
			throws IOException {
		super.reset(channel, wrapper);
		this.plain = false;
	}

	@Override
	boolean isPlain() {
		return this.plain;
	}

	@Override
	public int handshake(boolean read, boolean write) throws IOException {
		if (!this.sniComplete && this.netInBuffer.position() == 0) {
			int count = readFirstByte();
			if (count <= 0) {
				return (count < 0) ? count : SelectionKey.OP_READ;
			}
			if (isPlaintext()) {
				becomePlain();
			}
		}
		return this.plain ? 0 : super.handshake(read, write);
	}

	// No more than that: the rest is then read as on any other plain connection
	private int readFirstByte() throws IOException {
		this.netInBuffer.limit(1);
		try {
			return this.sc.read(this.netInBuffer);
		}
		finally {
			this.netInBuffer.limit(this.netInBuffer.capacity());
		}
	}

	private void becomePlain() {
		this.plain = true;
		this.sniComplete = true;
		this.handshakeComplete = true;
		this.netInBuffer.flip();
		this.netOutBuffer.position(0).limit(0);
	}

	@Override
	SSLSupport tls(SSLSession session) {
		return new JudgedSslSupport(session, this.trust);
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		if (!this.plain) {
			return super.read(target);
		}
		checkInterruptStatus();
		int first = handOver(target);
		int more = this.sc.read(target);
		return (more < 0 && first > 0) ? first : first + more;
	}

	@Override
	public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
		if (!this.plain) {
			return super.read(targets, offset, length);
		}
		checkInterruptStatus();
		int first = 0;
		for (int i = offset; i < offset + length; i++) {
			first += handOver(targets[i]);
		}
		long more = this.sc.read(targets, offset, length);
		return (more < 0 && first > 0) ? first : first + more;
	}

	// The byte that was read to decide
	private int handOver(ByteBuffer target) {
		if (!this.netInBuffer.hasRemaining() || !target.hasRemaining()) {
			return 0;
		}
		target.put(this.netInBuffer.get());
		return 1;
	}

	@Override
	public int write(ByteBuffer source) throws IOException {
		if (!this.plain) {
			return super.write(source);
		}
		checkInterruptStatus();
		return this.sc.write(source);
	}

	@Override
	public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
		if (!this.plain) {
			return super.write(sources, offset, length);
		}
		checkInterruptStatus();
		return this.sc.write(sources, offset, length);
	}

}
