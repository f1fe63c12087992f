package io.mtlsboot.asn1;

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
public final class DerReader {

	/**
	 * The tag of a boolean.
	 */
	public static final int BOOLEAN = 0x01;

	/**
	 * The tag of an integer.
	 */
	public static final int INTEGER = 0x02;

	/**
	 * The tag of a bit string.
	 */
	public static final int BIT_STRING = 0x03;

	/**
	 * The tag of an octet string.
	 */
	public static final int OCTET_STRING = 0x04;

	/**
	 * The tag of an object identifier.
	 */
	public static final int OBJECT_IDENTIFIER = 0x06;

	/**
	 * The tag of a UTF8String.
	 */
	public static final int UTF8_STRING = 0x0C;

	/**
	 * The tag of a PrintableString.
	 */
	public static final int PRINTABLE_STRING = 0x13;

	/**
	 * The tag of an IA5String.
	 */
	public static final int IA5_STRING = 0x16;

	/**
	 * The tag of a sequence.
	 */
	public static final int SEQUENCE = 0x30;

	/**
	 * The tag of a set.
	 */
	public static final int SET = 0x31;

	/**
	 * The class of context-specific tags, to be combined with the number of the tag.
	 */
	public static final int CONTEXT = 0x80;

	/**
	 * The flag of a tag whose content is further elements.
	 */
	public static final int CONSTRUCTED = 0x20;

	// X.690 8.1.2.4: all ones announce a tag number of several octets
	private static final int LONG_TAG = 0x1F;

	private static final int MAX_LENGTH_OCTETS = 3;

	private final byte[] der;

	private int position;

	private DerReader(byte[] der) {
		this.der = der;
	}

	/**
	 * Reads some octets.
	 * @param der the octets, which are not copied
	 * @return a reader at the first of them
	 */
	public static DerReader of(byte[] der) {
		return new DerReader(der);
	}

	/**
	 * Whether anything is left.
	 * @return {@code true} if at least one octet is
	 */
	public boolean hasNext() {
		return this.position < this.der.length;
	}

	/**
	 * Whether the next element has a certain tag.
	 * @param tag the tag
	 * @return {@code false} if nothing is left, too
	 */
	public boolean nextIs(int tag) {
		return hasNext() && (this.der[this.position] & 0xFF) == tag;
	}

	/**
	 * Reads the next element.
	 * @return the element
	 * @throws CertificateParsingException if it is not valid DER, or nothing is left
	 */
	public DerElement next() throws CertificateParsingException {
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

	/**
	 * Reads the next element.
	 * @param tag the tag that it must have
	 * @return the element
	 * @throws CertificateParsingException if it has another tag or is not valid DER
	 */
	public DerElement next(int tag) throws CertificateParsingException {
		if (!nextIs(tag)) {
			throw malformed("tag 0x" + Integer.toHexString(tag));
		}
		return next();
	}

	/**
	 * Reads the last element.
	 * @param tag the tag that it must have
	 * @return the element
	 * @throws CertificateParsingException if it has another tag, is not valid DER, or is
	 * not the last
	 */
	public DerElement only(int tag) throws CertificateParsingException {
		DerElement element = next(tag);
		end();
		return element;
	}

	/**
	 * Requires that nothing is left.
	 * @throws CertificateParsingException if anything is
	 */
	public void end() throws CertificateParsingException {
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
