package io.mtlsboot.asn1;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * Writes elements of a DER encoding, each from its content outwards.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690 §8.1 and §10.1</a>
 */
public final class DerWriter {

	private static final int MAX_SHORT_LENGTH = 0x7F;

	private static final int LONG_LENGTH = 0x80;

	private DerWriter() {
	}

	/**
	 * Writes an element.
	 * @param tag one octet
	 * @param contents what it consists of, in this order
	 * @return the encoded element
	 */
	public static byte[] element(int tag, byte[]... contents) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : contents) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream element = new ByteArrayOutputStream();
		element.write(tag);
		writeLength(element, content.size());
		element.writeBytes(content.toByteArray());
		return element.toByteArray();
	}

	/**
	 * Writes a sequence.
	 * @param elements its encoded elements
	 * @return the encoded sequence
	 */
	public static byte[] sequence(byte[]... elements) {
		return element(DerReader.SEQUENCE, elements);
	}

	/**
	 * Writes an object identifier.
	 * @param hex the hexadecimal form of its encoded content
	 * @return the encoded identifier
	 */
	public static byte[] objectIdentifier(String hex) {
		return element(DerReader.OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
	}

	/**
	 * Writes an integer.
	 * @param value the number
	 * @return the encoded integer
	 */
	public static byte[] integer(BigInteger value) {
		return element(DerReader.INTEGER, value.toByteArray());
	}

	/**
	 * Writes an octet string.
	 * @param octets its content
	 * @return the encoded string
	 */
	public static byte[] octetString(byte[] octets) {
		return element(DerReader.OCTET_STRING, octets);
	}

	private static void writeLength(ByteArrayOutputStream element, int length) {
		if (length <= MAX_SHORT_LENGTH) {
			element.write(length);
			return;
		}
		int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
		element.write(LONG_LENGTH | octets);
		for (int i = octets - 1; i >= 0; i--) {
			element.write(length >>> (8 * i));
		}
	}

}
