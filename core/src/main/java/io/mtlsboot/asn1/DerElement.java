package io.mtlsboot.asn1;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One element of a DER encoding: a tag and its content octets.
 */
public final class DerElement {

	private final int tag;

	private final byte[] content;

	DerElement(int tag, byte[] content) {
		this.tag = tag;
		this.content = content;
	}

	/**
	 * The tag.
	 * @return one octet
	 */
	public int tag() {
		return this.tag;
	}

	/**
	 * How long the content is.
	 * @return the number of octets
	 */
	public int length() {
		return this.content.length;
	}

	/**
	 * One octet of the content.
	 * @param index which one, from 0
	 * @return its value, from 0 to 255
	 */
	public int octet(int index) {
		return this.content[index] & 0xFF;
	}

	/**
	 * The content.
	 * @return a copy of its octets
	 */
	public byte[] octets() {
		return this.content.clone();
	}

	/**
	 * The whole element. DER has only one encoding of it: that which was read.
	 * @return its tag, length and content
	 */
	public byte[] encoded() {
		return DerWriter.element(this.tag, this.content);
	}

	/**
	 * The content of an integer.
	 * @return the number
	 * @throws CertificateParsingException if it is not in the fewest octets
	 */
	public BigInteger integer() throws CertificateParsingException {
		if (this.content.length == 0 || !Arrays.equals(new BigInteger(this.content).toByteArray(), this.content)) {
			throw new CertificateParsingException("Unable to read an integer of " + this.content.length
					+ " octets: expected the fewest octets that hold it");
		}
		return new BigInteger(this.content);
	}

	/**
	 * The content in hexadecimal form.
	 * @return two lower-case digits for each octet
	 */
	public String hex() {
		return HexFormat.of().formatHex(this.content);
	}

	/**
	 * The content octets as further elements.
	 * @return a reader over the content
	 */
	public DerReader reader() {
		return DerReader.of(this.content);
	}

	/**
	 * Whether the content is certain octets.
	 * @param expected the octets
	 * @return whether they are all of it
	 */
	public boolean contains(byte[] expected) {
		return Arrays.equals(this.content, expected);
	}

	/**
	 * The content as printable ASCII: every character from {@code first} to {@code ~}.
	 * @param first the first character that is allowed, a space or the one behind it
	 * @return the text
	 * @throws CertificateParsingException if there is any other octet
	 */
	public String ascii(char first) throws CertificateParsingException {
		for (byte octet : this.content) {
			// An octet from 0x80 on is negative
			if (octet < first || octet > '~') {
				throw new CertificateParsingException("Unable to read a text of tag " + this.tag
						+ ": expected printable ASCII characters, found 0x" + HexFormat.of().toHexDigits(octet));
			}
		}
		return new String(this.content, StandardCharsets.US_ASCII);
	}

	/**
	 * The content as UTF-8.
	 * @return the text
	 * @throws CertificateParsingException if it is not valid UTF-8
	 */
	public String utf8() throws CertificateParsingException {
		try {
			// A new decoder reports what is malformed, the String constructor replaces it
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.content)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new CertificateParsingException("Unable to read a UTF8String: expected valid UTF-8", ex);
		}
	}

}
