package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * What a socket receives until a deadline. The time-out of a socket alone begins anew
 * with every octet.
 */
final class TimedInput extends InputStream {

	private final Socket socket;

	private final InputStream input;

	private final Deadline deadline;

	TimedInput(Socket socket, Deadline deadline) throws IOException {
		this.socket = socket;
		this.input = socket.getInputStream();
		this.deadline = deadline;
	}

	@Override
	public int read() throws IOException {
		byte[] octet = new byte[1];
		return (read(octet, 0, 1) < 0) ? -1 : octet[0] & 0xFF;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		this.socket.setSoTimeout(this.deadline.remainingMillis());
		try {
			return this.input.read(buffer, offset, length);
		}
		catch (SocketTimeoutException ex) {
			throw this.deadline.passed();
		}
	}

}
