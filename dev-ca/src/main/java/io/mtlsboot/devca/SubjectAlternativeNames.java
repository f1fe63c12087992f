package io.mtlsboot.devca;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * The entries of a subject alternative name extension, written octet by octet so that
 * malformed ones are possible.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6">RFC 5280,
 * 4.2.1.6</a>
 */
final class SubjectAlternativeNames {

	// X.690 8.1.2: identifier octets
	private static final int SEQUENCE = 0x30;

	private static final int CONTEXT = 0x80;

	private static final int CONSTRUCTED = 0x20;

	private final List<byte[]> entries = new ArrayList<>();

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	void text(int tag, String... values) {
		for (String value : values) {
			raw(tag, value.getBytes(StandardCharsets.UTF_8));
		}
	}

	void ip(String... addresses) {
		for (String address : addresses) {
			raw(GeneralName.iPAddress, octets(address));
		}
	}

	void raw(int tag, byte[] content) {
		if (tag < 0 || tag > 30) {
			throw new DevCaException("Unable to add a subject alternative name with tag '" + tag
					+ "': a GeneralName has a tag from 0 to 8, and only 0 to 30 can be encoded here");
		}
		this.entries.add(encode(CONTEXT | form(tag) | tag, content));
	}

	byte[] toDer() {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		this.entries.forEach(content::writeBytes);
		return encode(SEQUENCE, content.toByteArray());
	}

	private static byte[] octets(String address) {
		try {
			return ASN1OctetString.getInstance(new GeneralName(GeneralName.iPAddress, address).getName()).getOctets();
		}
		catch (IllegalArgumentException ex) {
			throw new DevCaException("Unable to add the subject alternative name '" + Text.escape(address)
					+ "': expected a literal IPv4 or IPv6 address", ex);
		}
	}

	private static int form(int tag) {
		return switch (tag) {
			case GeneralName.otherName, GeneralName.x400Address, GeneralName.directoryName, GeneralName.ediPartyName ->
				CONSTRUCTED;
			default -> 0;
		};
	}

	private static byte[] encode(int identifier, byte[] content) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(identifier);
		// X.690 10.1: the definite form, in the fewest octets
		if (content.length < 0x80) {
			out.write(content.length);
		}
		else {
			int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
			out.write(0x80 | octets);
			for (int i = octets - 1; i >= 0; i--) {
				out.write(content.length >>> (8 * i));
			}
		}
		out.writeBytes(content);
		return out.toByteArray();
	}

}
