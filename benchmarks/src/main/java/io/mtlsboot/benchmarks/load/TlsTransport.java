package io.mtlsboot.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.SSL;

/**
 * One connection of BoringSSL. All buffers are direct ones.
 */
final class TlsTransport implements Transport {

	// What the library holds until it is flushed: more than any flight of a client here
	private static final int HELD = 16 * 1024;

	private final long ssl;

	private final long bio;

	private final String version;

	private boolean ready;

	private boolean closed;

	TlsTransport(TlsContext context, Protocol protocol) throws IOException {
		this.ssl = context.newConnection();
		this.bio = SSL.bioNewByteBuffer(this.ssl, HELD);
		this.version = (protocol == Protocol.TLS13) ? "TLSv1.3" : "TLSv1.2";
		handshake();
	}

	@Override
	public void receive(ByteBuffer wire, ByteBuffer plain) throws IOException {
		SSL.bioSetByteBuffer(this.bio, Buffer.address(wire) + wire.position(), wire.remaining(), false);
		try {
			if (!this.ready) {
				handshake();
			}
			if (this.ready) {
				read(plain);
			}
			int left = SSL.bioLengthByteBuffer(this.bio);
			if (left > 0 && !this.closed) {
				throw new IOException("TLS left " + left + " bytes");
			}
		}
		finally {
			SSL.bioClearByteBuffer(this.bio);
		}
	}

	@Override
	public boolean isReady() {
		return this.ready;
	}

	@Override
	public void send(ByteBuffer request) throws IOException {
		int written = SSL.writeToSSL(this.ssl, Buffer.address(request), request.remaining());
		if (written != request.remaining()) {
			throw failure("request", written);
		}
	}

	@Override
	public void flush(ByteBuffer wire) {
		int room = wire.remaining();
		SSL.bioSetByteBuffer(this.bio, Buffer.address(wire) + wire.position(), room, true);
		SSL.bioFlushByteBuffer(this.bio);
		wire.position(wire.position() + room - SSL.bioLengthByteBuffer(this.bio));
		SSL.bioClearByteBuffer(this.bio);
	}

	@Override
	public boolean isResumed() {
		return SSL.isSessionReused(this.ssl);
	}

	@Override
	public void close() {
		// Together with its BIO
		SSL.freeSSL(this.ssl);
	}

	private void handshake() throws IOException {
		int result = SSL.doHandshake(this.ssl);
		if (result != 1) {
			if (SSL.getError(this.ssl, result) != SSL.SSL_ERROR_WANT_READ) {
				throw failure("handshake", result);
			}
			return;
		}
		if (!SSL.getVersion(this.ssl).equals(this.version)) {
			throw new IOException("handshake with " + SSL.getVersion(this.ssl) + " instead of " + this.version);
		}
		this.ready = true;
	}

	private void read(ByteBuffer plain) throws IOException {
		while (plain.hasRemaining()) {
			int count = SSL.readFromSSL(this.ssl, Buffer.address(plain) + plain.position(), plain.remaining());
			if (count > 0) {
				plain.position(plain.position() + count);
				continue;
			}
			int error = SSL.getError(this.ssl, count);
			if (error == SSL.SSL_ERROR_ZERO_RETURN) {
				this.closed = true;
			}
			else if (error != SSL.SSL_ERROR_WANT_READ) {
				throw failure("answer", count);
			}
			return;
		}
	}

	private IOException failure(String what, int result) {
		int code = SSL.getError(this.ssl, result);
		String error = SSL.getLastError();
		SSL.clearError();
		return new IOException("TLS " + what + " failed with " + code + ": " + error);
	}

}
