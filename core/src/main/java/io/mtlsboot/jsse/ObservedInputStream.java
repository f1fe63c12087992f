package io.mtlsboot.jsse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import javax.net.ssl.SSLException;

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
		this.socket.requireHandshake();
		try {
			int value = super.read();
			this.socket.received();
			return value;
		}
		catch (SSLException ex) {
			this.socket.failed(ex);
			throw ex;
		}
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		this.socket.requireHandshake();
		try {
			int count = super.read(bytes, offset, length);
			this.socket.received();
			return count;
		}
		catch (SSLException ex) {
			this.socket.failed(ex);
			throw ex;
		}
	}

}
