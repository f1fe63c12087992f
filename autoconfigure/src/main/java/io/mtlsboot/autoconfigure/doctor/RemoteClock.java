package io.mtlsboot.autoconfigure.doctor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import io.mtlsboot.autoconfigure.Finding;

/**
 * Compares our clock with that of a callee, by the header {@code Date} of its answer.
 *
 * @param now what time it was here when it came
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110 §6.6.1</a>
 */
record RemoteClock(Instant now) {

	/** The header has whole seconds, and an answer takes its time. */
	private static final Duration TOLERANCE = Duration.ofSeconds(5);

	private static final String DATE = "date:";

	List<Finding> findings(String subject, String head) {
		return head.lines()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(DATE))
			.findFirst()
			.map((line) -> compare(subject, line.substring(DATE.length()).strip()))
			.orElseGet(List::of);
	}

	private List<Finding> compare(String subject, String date) {
		try {
			Instant theirs = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
			Duration difference = Duration.between(theirs, this.now);
			return List.of((difference.abs().compareTo(TOLERANCE) > 0) ? Check.CLOCK
				.warning(subject, "our clock and that of the callee differ by " + difference.abs().toSeconds()
						+ " s, it is " + (difference.isNegative() ? "later" : "earlier")
						+ " there: certificates that are fresh on one side are not valid yet on the other, keep both in step (NTP)")
					: Check.CLOCK.ok(subject, "our clock and that of the callee agree"));
		}
		catch (DateTimeException ex) {
			return List.of();
		}
	}

}
