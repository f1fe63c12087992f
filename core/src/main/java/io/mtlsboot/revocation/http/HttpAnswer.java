package io.mtlsboot.revocation.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a server. Whatever could be read in two ways is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112 §6.3</a>
 */
final class HttpAnswer {

	private static final int MAX_HEADERS = 16 * 1024;

	private static final int MAX_CHUNK_LINE = 256;

	private static final Pattern STATUS_LINE = Pattern
		.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( [\\t\\x20-\\x7e\\x80-\\xff]*)?");

	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

	// RFC 9112 7.1.1: extensions are ignored
	private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;[\\t\\x20-\\x7e]*)?");

	private final InputStream input;

	private final HeaderReader reader;

	private final int status;

	private final Map<String, String> headers;

	private HttpAnswer(InputStream input, HeaderReader reader, int status, Map<String, String> headers) {
		this.input = input;
		this.reader = reader;
		this.status = status;
		this.headers = headers;
	}

	static HttpAnswer read(InputStream stream) throws IOException {
		InputStream input = new BufferedInputStream(stream);
		HeaderReader reader = new HeaderReader(input, MAX_HEADERS);
		String line = reader.line();
		Matcher match = STATUS_LINE.matcher(line);
		if (!match.matches()) {
			throw new IOException("expected the status line of HTTP/1.1, found '" + PrintableText.of(line) + "'");
		}
		Map<String, String> headers = reader.headers();
		// RFC 9112 6.1
		if ("0".equals(match.group(1)) && headers.containsKey("transfer-encoding")) {
			throw new IOException("expected no Transfer-Encoding of HTTP/1.0");
		}
		return new HttpAnswer(input, reader, Integer.parseInt(match.group(2)), headers);
	}

	int status() {
		return this.status;
	}

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * Reads the content.
	 * @param maxBytes how long it may be
	 * @return the content
	 * @throws IOException if it is longer, or not complete
	 */
	byte[] body(int maxBytes) throws IOException {
		String encoding = header("content-encoding");
		if (encoding != null) {
			throw new IOException("expected no Content-Encoding, found '" + PrintableText.of(encoding) + "'");
		}
		String transfer = header("transfer-encoding");
		String length = header("content-length");
		if (transfer == null) {
			return (length != null) ? ofLength(length, maxBytes) : untilTheEnd(maxBytes);
		}
		if (length != null || !"chunked".equalsIgnoreCase(transfer)) {
			throw new IOException("expected a Content-Length or the Transfer-Encoding 'chunked', found '"
					+ PrintableText.of(transfer) + "'" + ((length != null) ? " and both" : ""));
		}
		return chunked(maxBytes);
	}

	private byte[] ofLength(String text, int maxBytes) throws IOException {
		// Several of them have been joined by commas
		if (!LENGTH.matcher(text).matches()) {
			throw new IOException("expected one Content-Length, found '" + PrintableText.of(text) + "'");
		}
		long length = Long.parseLong(text);
		if (length > maxBytes) {
			throw tooLong(maxBytes);
		}
		return exactly((int) length);
	}

	private byte[] untilTheEnd(int maxBytes) throws IOException {
		byte[] body = this.input.readNBytes(maxBytes);
		if (this.input.read() >= 0) {
			throw tooLong(maxBytes);
		}
		return body;
	}

	private byte[] chunked(int maxBytes) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			if (size > maxBytes - body.size()) {
				throw tooLong(maxBytes);
			}
			body.writeBytes(exactly(size));
			if (this.input.read() != '\r' || this.input.read() != '\n') {
				throw new IOException("expected the end of a chunk");
			}
		}
		this.reader.headers();
		return body.toByteArray();
	}

	private int chunkSize() throws IOException {
		// Each with its own bound: a list of many MiB has many chunks
		String line = new HeaderReader(this.input, MAX_CHUNK_LINE).line();
		Matcher match = CHUNK.matcher(line);
		if (!match.matches()) {
			throw new IOException("expected the size of a chunk, found '" + PrintableText.of(line) + "'");
		}
		long size = Long.parseLong(match.group(1), 16);
		return (int) Math.min(Integer.MAX_VALUE, size);
	}

	private byte[] exactly(int length) throws IOException {
		byte[] octets = this.input.readNBytes(length);
		if (octets.length < length) {
			throw new EOFException("expected " + length + " octets of content, found the end after " + octets.length);
		}
		return octets;
	}

	private static IOException tooLong(int maxBytes) {
		return new IOException("expected at most " + maxBytes + " octets of content");
	}

}
