package io.mtlsboot.jsse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the peer sends: in TLS 1.3 its first bytes tell a client whether it was refused.
 */
final class ObservedInputStream extends FilterInputStream {

	private final ObservedSslSocket socket;

	ObservedInputStream(InputStream in, ObservedSslSocket socket) {
		super(in);
		this.socket = socket;
	}

	@Override
	public int read() throws IOException {
		return (int) this.socket.receive(super::read);
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		return (int) this.socket.receive(() -> super.read(bytes, offset, length));
	}

	@Override
	public long skip(long count) throws IOException {
		return this.socket.receive(() -> super.skip(count));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
