package io.mtlsboot.jsse;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What is sent to the peer, after a handshake that was told of.
 */
final class ObservedOutputStream extends FilterOutputStream {

	private final ObservedSslSocket socket;

	ObservedOutputStream(OutputStream out, ObservedSslSocket socket) {
		super(out);
		this.socket = socket;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.socket.send(() -> {
			this.out.write(bytes, offset, length);
			return length;
		});
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
