package io.mtlsboot.revocation;

import java.security.cert.CertificateParsingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

import io.mtlsboot.asn1.DerCursor;

/**
 * Reads the two forms of time that CRLs have, in Greenwich Mean Time and with seconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.1.2.4">RFC 5280
 * §5.1.2.4</a>
 */
final class CrlTime {

	static final int UTC_TIME = 0x17;

	static final int GENERALIZED_TIME = 0x18;

	private static final int SECONDS_PER_DAY = 24 * 60 * 60;

	private CrlTime() {
	}

	static boolean isNext(DerCursor cursor) {
		return cursor.nextIs(UTC_TIME) || cursor.nextIs(GENERALIZED_TIME);
	}

	static Instant instant(DerCursor element) throws CertificateParsingException {
		return Instant.ofEpochSecond(seconds(element));
	}

	/**
	 * Reads a time.
	 * @param element the element, of any tag
	 * @return seconds since the epoch
	 */
	static long seconds(DerCursor element) throws CertificateParsingException {
		int yearDigits = (element.tag() == UTC_TIME) ? 2 : 4;
		if ((element.tag() != UTC_TIME && element.tag() != GENERALIZED_TIME) || element.length() != yearDigits + 11
				|| element.octet(yearDigits + 10) != 'Z') {
			throw malformed();
		}
		int year = number(element, yearDigits - 2);
		// RFC 5280 §4.1.2.5.1: 50 to 99 is the last century
		int century = (yearDigits == 4) ? number(element, 0) : (year >= 50) ? 19 : 20;
		int hour = number(element, yearDigits + 4);
		int minute = number(element, yearDigits + 6);
		int second = number(element, yearDigits + 8);
		if (hour > 23 || minute > 59 || second > 59) {
			throw malformed();
		}
		long day = day(100 * century + year, number(element, yearDigits), number(element, yearDigits + 2));
		return day * SECONDS_PER_DAY + (hour * 60L + minute) * 60 + second;
	}

	private static long day(int year, int month, int day) throws CertificateParsingException {
		try {
			return LocalDate.of(year, month, day).toEpochDay();
		}
		catch (DateTimeException ex) {
			throw malformed();
		}
	}

	private static int number(DerCursor element, int index) throws CertificateParsingException {
		int tens = element.octet(index) - '0';
		int ones = element.octet(index + 1) - '0';
		if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
			throw malformed();
		}
		return 10 * tens + ones;
	}

	private static CertificateParsingException malformed() {
		return new CertificateParsingException(
				"Unable to read a time: expected YYMMDDhhmmssZ as UTCTime or YYYYMMDDhhmmssZ as GeneralizedTime");
	}

}
