package io.mtlsboot.revocation.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.mtlsboot.x509.PrintableText;

/**
 * Reads the lines of an answer that are not its content, of which there may be only so
 * many octets altogether.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-5">RFC 9112 §5</a>
 */
final class HeaderReader {

	// RFC 9110 5.6.2
	private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	// RFC 9110 5.5
	private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

	private final InputStream input;

	private final int max;

	private int left;

	HeaderReader(InputStream input, int max) {
		this.input = input;
		this.max = max;
		this.left = max;
	}

	/**
	 * Reads a line.
	 * @return the line without its end
	 * @throws IOException if it does not end properly, or soon enough
	 */
	String line() throws IOException {
		StringBuilder line = new StringBuilder();
		int octet = octet();
		while (octet != '\r') {
			// RFC 9112 2.2 lets us accept it alone; who does not send it is no server
			// that we know
			if (octet == '\n') {
				throw new IOException("expected lines that end with CR and LF");
			}
			line.append((char) octet);
			octet = octet();
		}
		if (octet() != '\n') {
			throw new IOException("expected lines that end with CR and LF");
		}
		return line.toString();
	}

	/**
	 * Reads lines up to an empty one.
	 * @return the values by names in lower case; several of a name are joined
	 * @throws IOException if one of them is no header
	 */
	Map<String, String> headers() throws IOException {
		Map<String, String> headers = new LinkedHashMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			int colon = line.indexOf(':');
			String name = line.substring(0, Math.max(0, colon));
			String value = line.substring(colon + 1);
			// A space before the colon or at the beginning of a line is refused with it
			if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
				throw new IOException("expected a header, found '" + PrintableText.of(line) + "'");
			}
			headers.merge(name.toLowerCase(Locale.ROOT), value.strip(), (first, second) -> first + ", " + second);
		}
		return headers;
	}

	private int octet() throws IOException {
		if (this.left-- <= 0) {
			throw new IOException("expected at most " + this.max + " octets that are not content");
		}
		int octet = this.input.read();
		if (octet < 0) {
			throw new EOFException("expected more headers, found the end");
		}
		return octet;
	}

}
