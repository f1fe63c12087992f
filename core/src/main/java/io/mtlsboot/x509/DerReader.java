package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.util.Arrays;

/**
 * Reads one element after the other of a DER encoding, and nothing that is BER only.
 * <p>
 * Never reads past its octets and never recurses: who wants to look inside an element
 * asks for a reader over its content.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690 §8.1 and §10.1</a>
 */
final class DerReader {

	static final int BOOLEAN = 0x01;

	static final int INTEGER = 0x02;

	static final int BIT_STRING = 0x03;

	static final int OCTET_STRING = 0x04;

	static final int OBJECT_IDENTIFIER = 0x06;

	static final int UTF8_STRING = 0x0C;

	static final int PRINTABLE_STRING = 0x13;

	static final int IA5_STRING = 0x16;

	static final int SEQUENCE = 0x30;

	static final int SET = 0x31;

	static final int CONTEXT = 0x80;

	static final int CONSTRUCTED = 0x20;

	// X.690 8.1.2.4: all ones announce a tag number of several octets
	private static final int LONG_TAG = 0x1F;

	private static final int MAX_LENGTH_OCTETS = 3;

	private final byte[] der;

	private int position;

	private DerReader(byte[] der) {
		this.der = der;
	}

	static DerReader of(byte[] der) {
		return new DerReader(der);
	}

	boolean hasNext() {
		return this.position < this.der.length;
	}

	boolean nextIs(int tag) {
		return hasNext() && (this.der[this.position] & 0xFF) == tag;
	}

	DerElement next() throws CertificateParsingException {
		int tag = octet();
		if ((tag & LONG_TAG) == LONG_TAG) {
			throw malformed("a tag of one octet");
		}
		int length = length();
		if (length > this.der.length - this.position) {
			throw malformed(length + " octets of content");
		}
		byte[] content = Arrays.copyOfRange(this.der, this.position, this.position + length);
		this.position += length;
		return new DerElement(tag, content);
	}

	DerElement next(int tag) throws CertificateParsingException {
		if (!nextIs(tag)) {
			throw malformed("tag 0x" + Integer.toHexString(tag));
		}
		return next();
	}

	DerElement only(int tag) throws CertificateParsingException {
		DerElement element = next(tag);
		end();
		return element;
	}

	void end() throws CertificateParsingException {
		if (hasNext()) {
			throw malformed("nothing more");
		}
	}

	private int length() throws CertificateParsingException {
		int first = octet();
		if (first < 0x80) {
			return first;
		}
		int octets = first & 0x7F;
		// None at all is the indefinite form
		if (octets == 0 || octets > MAX_LENGTH_OCTETS) {
			throw malformed("a definite length below 16 MiB");
		}
		int length = 0;
		for (int i = 0; i < octets; i++) {
			length = (length << 8) | octet();
		}
		if (length < 0x80 || length >>> (8 * (octets - 1)) == 0) {
			throw malformed("a length in the fewest octets");
		}
		return length;
	}

	private int octet() throws CertificateParsingException {
		if (!hasNext()) {
			throw malformed("one more octet");
		}
		return this.der[this.position++] & 0xFF;
	}

	private CertificateParsingException malformed(String expected) {
		return new CertificateParsingException(
				"Unable to read DER at octet " + this.position + " of " + this.der.length + ": expected " + expected);
	}

}
