package io.mtlsboot.x509;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One element of a DER encoding: a tag and its content octets.
 */
final class DerElement {

	private final int tag;

	private final byte[] content;

	DerElement(int tag, byte[] content) {
		this.tag = tag;
		this.content = content;
	}

	int tag() {
		return this.tag;
	}

	int length() {
		return this.content.length;
	}

	int octet(int index) {
		return this.content[index] & 0xFF;
	}

	String hex() {
		return HexFormat.of().formatHex(this.content);
	}

	/**
	 * The content octets as further elements.
	 * @return a reader over the content
	 */
	DerReader reader() {
		return DerReader.of(this.content);
	}

	boolean contains(byte[] expected) {
		return Arrays.equals(this.content, expected);
	}

	/**
	 * The content as printable ASCII: every character from {@code first} to {@code ~}.
	 * @param first the first character that is allowed, a space or the one behind it
	 * @return the text
	 * @throws CertificateParsingException if there is any other octet
	 */
	String ascii(char first) throws CertificateParsingException {
		for (byte octet : this.content) {
			// An octet from 0x80 on is negative
			if (octet < first || octet > '~') {
				throw new CertificateParsingException("Unable to read a text of tag " + this.tag
						+ ": expected printable ASCII characters, found 0x" + HexFormat.of().toHexDigits(octet));
			}
		}
		return new String(this.content, StandardCharsets.US_ASCII);
	}

	String utf8() throws CertificateParsingException {
		try {
			// A new decoder reports what is malformed, the String constructor replaces it
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.content)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new CertificateParsingException("Unable to read a UTF8String: expected valid UTF-8", ex);
		}
	}

}
