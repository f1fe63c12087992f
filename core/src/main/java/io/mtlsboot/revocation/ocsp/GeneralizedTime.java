package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.x509.PrintableText;

/**
 * A moment as certificates and OCSP write it: to the second, in UTC.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5.2">RFC 5280
 * §4.1.2.5.2</a>
 */
final class GeneralizedTime {

	private static final int TAG = 0x18;

	private static final Pattern FORM = Pattern.compile("[0-9]{14}Z");

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private GeneralizedTime() {
	}

	static Instant next(DerReader reader) throws CertificateParsingException {
		return read(reader.next(TAG));
	}

	static Instant only(DerReader reader) throws CertificateParsingException {
		return read(reader.only(TAG));
	}

	private static Instant read(DerElement element) throws CertificateParsingException {
		String text = element.ascii(' ');
		try {
			if (FORM.matcher(text).matches()) {
				return LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC);
			}
		}
		catch (DateTimeException ex) {
			// Such as February 30th
		}
		throw new CertificateParsingException(
				"Unable to read the time '" + PrintableText.of(text) + "': expected YYYYMMDDHHMMSSZ");
	}

}
