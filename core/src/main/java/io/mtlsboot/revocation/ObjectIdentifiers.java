package io.mtlsboot.revocation;

import java.security.cert.CertificateParsingException;

import io.mtlsboot.asn1.DerCursor;

/**
 * Object identifiers as text.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690 §8.19</a>
 */
final class ObjectIdentifiers {

	private static final int MAX_LENGTH = 64;

	private static final long MAX_ARC = Long.MAX_VALUE >>> 7;

	private ObjectIdentifiers() {
	}

	/**
	 * Writes an object identifier with dots.
	 * @param element the element
	 * @return the text
	 */
	static String text(DerCursor element) throws CertificateParsingException {
		int length = element.length();
		if (length == 0 || length > MAX_LENGTH || element.octet(length - 1) >= 0x80) {
			throw malformed();
		}
		StringBuilder text = new StringBuilder();
		long arc = 0;
		for (int i = 0; i < length; i++) {
			int octet = element.octet(i);
			if (arc > MAX_ARC || (arc == 0 && octet == 0x80)) {
				throw malformed();
			}
			arc = (arc << 7) | (octet & 0x7F);
			if (octet < 0x80) {
				append(text, arc);
				arc = 0;
			}
		}
		return text.toString();
	}

	private static void append(StringBuilder text, long arc) {
		if (text.isEmpty()) {
			// The first two are one number
			long first = Math.min(arc / 40, 2);
			text.append(first).append('.').append(arc - 40 * first);
		}
		else {
			text.append('.').append(arc);
		}
	}

	private static CertificateParsingException malformed() {
		return new CertificateParsingException(
				"Unable to read an object identifier: expected arcs in the fewest octets");
	}

}
