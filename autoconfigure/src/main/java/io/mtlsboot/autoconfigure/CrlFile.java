package io.mtlsboot.autoconfigure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.mtlsboot.asn1.DerCursor;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.revocation.RevocationList;
import io.mtlsboot.revocation.UnsupportedCrlException;
import org.jspecify.annotations.Nullable;

/**
 * A file with CRLs: PEM with one or more, or DER with one. What is cut short or has
 * something behind it is refused, since what is missing are revocations.
 *
 * @param file the file
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468#section-6">RFC 7468 §6</a>
 */
record CrlFile(MaterialFile file) {

	/**
	 * A million entries with serial numbers of 20 octets and reasons have 53 MB, and 73
	 * MB in PEM.
	 */
	static final int MAX_BYTES = 128 * 1024 * 1024;

	private static final byte[] ANY_BEGIN = bytes("-----BEGIN ");

	private static final byte[] ANY_END = bytes("-----END ");

	private static final byte[] BEGIN = bytes("-----BEGIN X509 CRL-----");

	private static final byte[] END = bytes("-----END X509 CRL-----");

	private static final byte[] DASHES = bytes("-----");

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	List<RevocationList> read() {
		return parse(this.file.read(MAX_BYTES));
	}

	/**
	 * Reads the CRLs.
	 * @param content the content of the file, which is overwritten or kept
	 */
	List<RevocationList> parse(byte[] content) {
		if (content[0] != DerReader.SEQUENCE) {
			return pem(content);
		}
		requireOne(content);
		return List.of(crl(content));
	}

	private List<RevocationList> pem(byte[] content) {
		int begins = count(content, ANY_BEGIN);
		if (begins == 0) {
			throw this.file.failure(MaterialProblem.WRONG_KIND, "it is neither a PEM file nor a CRL in DER", null);
		}
		if (begins != count(content, ANY_END)) {
			throw truncated();
		}
		List<RevocationList> crls = new ArrayList<>();
		for (int begin = find(content, BEGIN, 0); begin >= 0; begin = find(content, BEGIN, begin + 1)) {
			crls.add(crl(decode(content, begin + BEGIN.length)));
		}
		if (crls.isEmpty()) {
			throw this.file.failure(MaterialProblem.WRONG_KIND,
					"expected an X509 CRL, but it has only blocks of other kinds; is it swapped with another file?",
					null);
		}
		return crls;
	}

	private static int count(byte[] content, byte[] mark) {
		int count = 0;
		for (int i = find(content, mark, 0); i >= 0; i = find(content, mark, i + mark.length)) {
			count++;
		}
		return count;
	}

	private static int find(byte[] content, byte[] mark, int from) {
		for (int i = from; i <= content.length - mark.length; i++) {
			if (startsWith(content, i, mark)) {
				return i;
			}
		}
		return -1;
	}

	private static boolean startsWith(byte[] content, int offset, byte[] mark) {
		return offset <= content.length - mark.length && content[offset] == mark[0]
				&& Arrays.equals(content, offset, offset + mark.length, mark, 0, mark.length);
	}

	private byte[] decode(byte[] content, int start) {
		int end = find(content, DASHES, start);
		if (end < 0 || !startsWith(content, end, END)) {
			throw truncated();
		}
		try {
			ByteBuffer der = Base64.getDecoder()
				.decode(ByteBuffer.wrap(content, start, withoutWhitespace(content, start, end)));
			return (der.remaining() == der.array().length) ? der.array() : Arrays.copyOf(der.array(), der.remaining());
		}
		catch (IllegalArgumentException ex) {
			throw damaged(ex);
		}
	}

	/** Moves the text together, in place: a large one is not copied. */
	private static int withoutWhitespace(byte[] content, int start, int end) {
		int length = 0;
		for (int i = start; i < end; i++) {
			if (!Character.isWhitespace(content[i])) {
				content[start + length++] = content[i];
			}
		}
		return length;
	}

	private void requireOne(byte[] der) {
		try {
			if (DerCursor.of(der).next().end() < der.length) {
				throw this.file.failure(MaterialProblem.MALFORMED,
						"there is something behind the end of a CRL; only PEM can have several", null);
			}
		}
		catch (CertificateParsingException ex) {
			throw damaged(ex);
		}
	}

	private RevocationList crl(byte[] der) {
		try {
			return RevocationList.of(der, this.file.location());
		}
		catch (UnsupportedCrlException ex) {
			throw this.file.failure(MaterialProblem.CRL_NOT_SUPPORTED,
					ex.getMessage() + "; expected a complete CRL without critical extensions that are not known here",
					ex);
		}
		catch (CRLException ex) {
			throw damaged(ex);
		}
	}

	private MaterialException truncated() {
		return this.file.failure(MaterialProblem.MALFORMED,
				"it is truncated or damaged: a '-----BEGIN' line has no matching '-----END' line", null);
	}

	private MaterialException damaged(@Nullable Exception cause) {
		return this.file.failure(MaterialProblem.MALFORMED, "a CRL in it is damaged or of a kind that cannot be read",
				cause);
	}

}
