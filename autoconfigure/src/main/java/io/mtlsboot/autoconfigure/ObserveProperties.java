package io.mtlsboot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * For how long a port may only observe.
 *
 * @param until Last day, or the moment, of mode observe: an ISO date, which ends with
 * that day in UTC, or an ISO date and time. After it the application does not start in
 * this mode.
 * @param readyAfter How long no call must come that a strict server would refuse, until
 * it is ready.
 */
public record ObserveProperties(@Nullable String until, @DefaultValue("7d") Duration readyAfter) {

	static final String UNTIL = "mtls.server.observe.until";

	private static final List<Function<String, Instant>> FORMATS = List.of(
			(text) -> LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
			(text) -> OffsetDateTime.parse(text).toInstant(),
			(text) -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));

	/**
	 * The first moment at which the mode is over.
	 * @return the moment, or {@code null} if none is set
	 * @throws MtlsConfigurationException if it cannot be understood
	 */
	public @Nullable Instant end() {
		return (this.until != null) ? parse(this.until.strip()) : null;
	}

	private static Instant parse(String text) {
		for (Function<String, Instant> format : FORMATS) {
			try {
				return format.apply(text);
			}
			catch (DateTimeParseException ex) {
				// Perhaps the next
			}
		}
		throw new MtlsConfigurationException("Property '" + UNTIL + "' is set to '" + PrintableText.of(text)
				+ "', expected an ISO date such as '2030-01-31' or date and time such as '2030-01-31T12:00:00Z'",
				"Set '" + UNTIL + "' to the day on which the last caller will have moved to mutual TLS.");
	}

}
