package io.mtlsboot.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds the end of an HTTP/1.1 response, and that it is the one that is expected: status
 * 200 and a body that greets.
 */
final class ResponseReader {

	private static final int LIMIT = 4 * 1024;

	private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

	private final byte[] received = new byte[LIMIT];

	private int length;

	private int bodyStart;

	private int bodyLength;

	private boolean chunked;

	/**
	 * Takes more of the response.
	 * @param more what was received
	 * @return whether the response is complete
	 */
	boolean feed(ByteBuffer more) throws IOException {
		if (more.remaining() > LIMIT - this.length) {
			throw new IOException("response of more than " + LIMIT + " bytes");
		}
		int added = more.remaining();
		more.get(this.received, this.length, added);
		this.length += added;
		if (this.bodyStart == 0 && !readHead()) {
			return false;
		}
		if (this.chunked) {
			// No chunk of ours has this in it
			return text(0, this.length).endsWith("\r\n0\r\n\r\n");
		}
		return this.length >= this.bodyStart + this.bodyLength;
	}

	void reset() {
		this.length = 0;
		this.bodyStart = 0;
		this.chunked = false;
	}

	private boolean readHead() throws IOException {
		int end = endOfHead();
		if (end < 0) {
			return false;
		}
		for (int i = 0; i < OK.length; i++) {
			if (this.received[i] != OK[i]) {
				throw new IOException("answered " + text(0, Math.min(end, 60)));
			}
		}
		String head = text(0, end).toLowerCase(Locale.ROOT);
		this.chunked = head.contains("\r\ntransfer-encoding: chunked");
		int contentLength = head.indexOf("\r\ncontent-length:");
		if (!this.chunked && contentLength < 0) {
			throw new IOException("answered without a length");
		}
		this.bodyLength = this.chunked ? 0
				: Integer.parseInt(head.substring(contentLength + 17,
						(head.indexOf("\r\n", contentLength + 2) < 0) ? end : head.indexOf("\r\n", contentLength + 2))
					.trim());
		this.bodyStart = end + 4;
		return true;
	}

	private int endOfHead() {
		for (int i = 3; i < this.length; i++) {
			if (this.received[i] == '\n' && this.received[i - 1] == '\r' && this.received[i - 2] == '\n'
					&& this.received[i - 3] == '\r') {
				return i - 3;
			}
		}
		return -1;
	}

	private String text(int from, int to) {
		return new String(this.received, from, to - from, StandardCharsets.US_ASCII);
	}

}
