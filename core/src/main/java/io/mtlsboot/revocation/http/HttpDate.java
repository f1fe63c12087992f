package io.mtlsboot.revocation.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Moments as HTTP writes them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110 §5.6.7</a>
 */
final class HttpDate {

	private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withResolverStyle(ResolverStyle.STRICT)
		.withZone(ZoneOffset.UTC);

	private HttpDate() {
	}

	static String format(Instant moment) {
		return IMF_FIXDATE.format(moment);
	}

	/**
	 * Reads a moment.
	 * @param text the value of a header, or {@code null} without one
	 * @return the moment, or {@code null} if the text is none
	 */
	static @Nullable Instant parse(@Nullable String text) {
		if (text == null) {
			return null;
		}
		try {
			return Instant.from(IMF_FIXDATE.parse(text));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
