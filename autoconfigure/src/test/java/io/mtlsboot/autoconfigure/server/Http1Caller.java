package io.mtlsboot.autoconfigure.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.mtlsboot.devca.IssuedCertificate;

/**
 * Speaks HTTP/1.1.
 */
final class Http1Caller extends LiveCaller {

	private boolean told;

	Http1Caller(IssuedCertificate certificate, int port, String tls) throws IOException {
		super(certificate, port, tls, "http/1.1");
	}

	@Override
	Answer exchange(String method, String path, String body) throws IOException {
		send(method, path, body);
		InputStream in = socket().getInputStream();
		int status = Integer.parseInt(line(in).split(" ")[1]);
		Map<String, String> headers = new HashMap<>();
		for (String line = line(in); !line.isEmpty(); line = line(in)) {
			headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
					line.substring(line.indexOf(':') + 1).strip());
		}
		this.told = "close".equalsIgnoreCase(headers.get("connection"));
		boolean chunked = headers.containsKey("transfer-encoding");
		int length = Integer.parseInt(chunked ? line(in) : headers.getOrDefault("content-length", "0"),
				chunked ? 16 : 10);
		StringBuilder content = new StringBuilder();
		while (length > 0) {
			content.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
			length = (chunked && line(in).isEmpty()) ? Integer.parseInt(line(in), 16) : 0;
		}
		if (chunked) {
			line(in);
		}
		return new Answer(status, headers, content.toString());
	}

	@Override
	void begin(String path) throws IOException {
		send("GET", path, null);
	}

	private void send(String method, String path, String body) throws IOException {
		String head = method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n";
		String rest = (body != null)
				? "Content-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body : "\r\n";
		socket().getOutputStream().write((head + rest).getBytes(StandardCharsets.UTF_8));
		socket().getOutputStream().flush();
	}

	@Override
	void readSome() throws IOException {
		if (socket().getInputStream().read(new byte[1024]) < 0) {
			throw new EOFException();
		}
	}

	@Override
	boolean isTold() {
		return this.told;
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		while (true) {
			int next = in.read();
			if (next < 0) {
				throw new EOFException("The connection was closed after '" + line + "'");
			}
			if (next == '\n') {
				return line.toString().strip();
			}
			line.append((char) next);
		}
	}

}
