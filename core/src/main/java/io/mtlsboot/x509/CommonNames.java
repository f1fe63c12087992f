package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;

/**
 * The common names of a certificate's subject, read from its DER encoding and never from
 * the text of a distinguished name, in which one attribute can look like another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.6">RFC 5280
 * §4.1.2.6</a>
 */
public final class CommonNames {

	// 2.5.4.3
	private static final byte[] COMMON_NAME = { 0x55, 0x04, 0x03 };

	private CommonNames() {
	}

	/**
	 * Reads every common name of the subject, whether or not it shares a relative
	 * distinguished name with other attributes. The text is as signed: a
	 * {@code UTF8String} may contain control characters.
	 * @param certificate the certificate
	 * @return the names in the order of the certificate; empty if it has none
	 * @throws CertificateParsingException if the subject is not valid DER, or if a common
	 * name is anything but a {@code UTF8String}, {@code PrintableString} or
	 * {@code IA5String} with the characters of its type
	 */
	public static List<String> read(X509Certificate certificate) throws CertificateParsingException {
		List<String> names = new ArrayList<>();
		DerReader subject = TbsCertificate.of(certificate).subject();
		while (subject.hasNext()) {
			DerReader attributes = subject.next(DerReader.SET).reader();
			do {
				// A set without an attribute is malformed
				DerReader attribute = attributes.next(DerReader.SEQUENCE).reader();
				boolean commonName = attribute.next(DerReader.OBJECT_IDENTIFIER).contains(COMMON_NAME);
				DerElement value = attribute.next();
				attribute.end();
				if (commonName) {
					names.add(text(value));
				}
			}
			while (attributes.hasNext());
		}
		return Collections.unmodifiableList(names);
	}

	private static String text(DerElement value) throws CertificateParsingException {
		return switch (value.tag()) {
			case DerReader.UTF8_STRING -> value.utf8();
			// Wider than PrintableString: CAs put '*', '@' and '_' there, and none can be
			// mistaken for another character
			case DerReader.PRINTABLE_STRING, DerReader.IA5_STRING -> value.ascii(' ');
			default -> throw new CertificateParsingException("Unable to read a common name: expected a UTF8String, "
					+ "PrintableString or IA5String, found tag 0x" + Integer.toHexString(value.tag()));
		};
	}

}
