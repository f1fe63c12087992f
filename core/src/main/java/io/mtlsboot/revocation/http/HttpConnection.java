package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A connection for one request, to an address that has been found and checked before: a
 * client that is given the name looks it up again, and may be told another address.
 */
final class HttpConnection implements AutoCloseable {

	/** Fits into the buffer of a socket, so that sending it does not block. */
	static final int MAX_REQUEST_BODY = 16 * 1024;

	private static final int MAX_ATTEMPTS = 8;

	private final Socket socket;

	private final Deadline deadline;

	private HttpConnection(Socket socket, Deadline deadline) {
		this.socket = socket;
		this.deadline = deadline;
	}

	/**
	 * Connects to the first address that answers.
	 * @param connector connects to an address
	 * @param addresses the addresses, of which each gets its share of the time
	 * @param port the port
	 * @param deadline when everything must be over
	 * @return the connection
	 * @throws IOException if none answers
	 */
	static HttpConnection open(Connector connector, List<InetAddress> addresses, int port, Deadline deadline)
			throws IOException {
		IOException failure = new IOException("expected an address");
		int attempts = Math.min(MAX_ATTEMPTS, addresses.size());
		for (int i = 0; i < attempts; i++) {
			int millis = Math.max(1, deadline.remainingMillis() / (attempts - i));
			try {
				return new HttpConnection(connector.connect(addresses.get(i), port, millis), deadline);
			}
			catch (IOException ex) {
				failure = new IOException("expected a connection to " + addresses.get(i).getHostAddress() + " port "
						+ port + ", found '" + ex.getMessage() + "'", ex);
			}
		}
		throw failure;
	}

	void send(HttpTarget target, @Nullable ByteBuffer body, @Nullable String contentType,
			@Nullable Instant ifModifiedSince) throws IOException {
		StringBuilder head = new StringBuilder();
		line(head, ((body != null) ? "POST " : "GET ") + target.path() + " HTTP/1.1");
		line(head, "Host: " + target.authority());
		line(head, "Accept-Encoding: identity");
		line(head, "Connection: close");
		if (ifModifiedSince != null) {
			line(head, "If-Modified-Since: " + HttpDate.format(ifModifiedSince));
		}
		if (body != null) {
			line(head, "Content-Type: " + contentType);
			line(head, "Content-Length: " + body.remaining());
		}
		line(head, "");
		byte[] octets = head.toString().getBytes(StandardCharsets.US_ASCII);
		ByteBuffer request = ByteBuffer.allocate(octets.length + ((body != null) ? body.remaining() : 0)).put(octets);
		if (body != null) {
			request.put(body.duplicate());
		}
		this.socket.getOutputStream().write(request.array());
	}

	HttpAnswer receive() throws IOException {
		return HttpAnswer.read(new TimedInput(this.socket, this.deadline));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private static void line(StringBuilder head, String line) {
		head.append(line).append("\r\n");
	}

}
