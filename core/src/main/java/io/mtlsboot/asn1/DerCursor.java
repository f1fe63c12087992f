package io.mtlsboot.asn1;

import java.security.cert.CertificateParsingException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads one element after the other of a DER encoding in place: it hands out offsets
 * instead of copies, for what is too large to be copied.
 * <p>
 * Takes what {@link DerReader} takes, but lengths up to 256 MiB. Never reads past its
 * octets and never recurses.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690 §8.1 and §10.1</a>
 */
public final class DerCursor {

	// X.690 8.1.2.4: all ones announce a tag number of several octets
	private static final int LONG_TAG = 0x1F;

	private static final int MAX_LENGTH_OCTETS = 4;

	private static final int MAX_LENGTH = 256 * 1024 * 1024;

	private final byte[] der;

	private final int limit;

	private int position;

	private int tag;

	private int begin;

	private int start;

	private DerCursor(byte[] der, int from, int to) {
		this.der = der;
		this.position = from;
		this.limit = to;
		this.begin = from;
		this.start = from;
	}

	/**
	 * Reads some octets.
	 * @param der the octets, which are not copied
	 * @return a cursor before the first element
	 */
	public static DerCursor of(byte[] der) {
		return new DerCursor(der, 0, der.length);
	}

	/**
	 * Reads some of the octets.
	 * @param der the octets, which are not copied
	 * @param from the offset of the first element
	 * @param to the offset behind the last one
	 * @return a cursor before the first element
	 * @throws IndexOutOfBoundsException if the octets do not have that range
	 */
	public static DerCursor of(byte[] der, int from, int to) {
		Objects.checkFromToIndex(from, to, der.length);
		return new DerCursor(der, from, to);
	}

	/**
	 * Whether anything is left.
	 * @return {@code true} if at least one octet is
	 */
	public boolean hasNext() {
		return this.position < this.limit;
	}

	/**
	 * Whether the next element has a certain tag.
	 * @param expected the tag
	 * @return {@code false} if nothing is left, too
	 */
	public boolean nextIs(int expected) {
		return hasNext() && (this.der[this.position] & 0xFF) == expected;
	}

	/**
	 * Moves to the next element.
	 * @return this cursor
	 * @throws CertificateParsingException if it is not valid DER, or nothing is left
	 */
	public DerCursor next() throws CertificateParsingException {
		int first = this.position;
		int octet = octet();
		if ((octet & LONG_TAG) == LONG_TAG) {
			throw malformed("a tag of one octet");
		}
		int length = readLength();
		if (length > this.limit - this.position) {
			throw malformed(length + " octets of content");
		}
		this.tag = octet;
		this.begin = first;
		this.start = this.position;
		this.position += length;
		return this;
	}

	/**
	 * Moves to the next element.
	 * @param expected the tag that it must have
	 * @return this cursor
	 * @throws CertificateParsingException if it has another tag or is not valid DER
	 */
	public DerCursor next(int expected) throws CertificateParsingException {
		if (!nextIs(expected)) {
			throw malformed("tag 0x" + Integer.toHexString(expected));
		}
		return next();
	}

	/**
	 * Moves to the last element.
	 * @param expected the tag that it must have
	 * @return this cursor
	 * @throws CertificateParsingException if it has another tag, is not valid DER, or is
	 * not the last
	 */
	public DerCursor only(int expected) throws CertificateParsingException {
		next(expected);
		requireEnd();
		return this;
	}

	/**
	 * Requires that nothing is left.
	 * @throws CertificateParsingException if anything is
	 */
	public void requireEnd() throws CertificateParsingException {
		if (hasNext()) {
			throw malformed("nothing more");
		}
	}

	/**
	 * The tag of the element.
	 * @return one octet; 0 before the first element
	 */
	public int tag() {
		return this.tag;
	}

	/**
	 * Where the element begins.
	 * @return the offset of its tag
	 */
	public int begin() {
		return this.begin;
	}

	/**
	 * Where the content of the element begins.
	 * @return the offset behind its length
	 */
	public int start() {
		return this.start;
	}

	/**
	 * Where the element ends.
	 * @return the offset behind its content
	 */
	public int end() {
		return this.position;
	}

	/**
	 * How long the content of the element is.
	 * @return the number of octets
	 */
	public int length() {
		return this.position - this.start;
	}

	/**
	 * One octet of the content of the element.
	 * @param index which one, from 0
	 * @return its value, from 0 to 255
	 * @throws IndexOutOfBoundsException if the content is not that long
	 */
	public int octet(int index) {
		return this.der[this.start + Objects.checkIndex(index, length())] & 0xFF;
	}

	/**
	 * The content of the element.
	 * @return a copy of its octets
	 */
	public byte[] octets() {
		return Arrays.copyOfRange(this.der, this.start, this.position);
	}

	/**
	 * The element with its tag and length.
	 * @return a copy of its octets
	 */
	public byte[] encoded() {
		return Arrays.copyOfRange(this.der, this.begin, this.position);
	}

	/**
	 * The content of the element as further elements.
	 * @return a cursor before the first of them
	 */
	public DerCursor inside() {
		return new DerCursor(this.der, this.start, this.position);
	}

	private int readLength() throws CertificateParsingException {
		int first = octet();
		if (first < 0x80) {
			return first;
		}
		int octets = first & 0x7F;
		// None at all is the indefinite form
		if (octets == 0 || octets > MAX_LENGTH_OCTETS) {
			throw malformed("a definite length below 256 MiB");
		}
		return lengthOctets(octets);
	}

	private int lengthOctets(int octets) throws CertificateParsingException {
		int length = 0;
		for (int i = 0; i < octets; i++) {
			length = (length << 8) | octet();
		}
		if (length < 0x80 || length > MAX_LENGTH || length >>> (8 * (octets - 1)) == 0) {
			throw malformed("a length below 256 MiB in the fewest octets");
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
				"Unable to read DER at octet " + this.position + " of " + this.limit + ": expected " + expected);
	}

}
