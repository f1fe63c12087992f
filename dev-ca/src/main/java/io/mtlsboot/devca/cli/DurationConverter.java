package io.mtlsboot.devca.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations as a Spring user writes them.
 */
final class DurationConverter implements ITypeConverter<Duration> {

	// Nine digits of days are still an instant that the JDK can represent
	private static final Pattern PATTERN = Pattern.compile("(\\d{1,9})([smhd])");

	@Override
	public Duration convert(String value) {
		Matcher matcher = PATTERN.matcher(value);
		if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
			throw new TypeConversionException(
					"expected a number with a unit such as '90s', '15m', '12h' or '30d' but was '" + value + "'");
		}
		long amount = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "s" -> Duration.ofSeconds(amount);
			case "m" -> Duration.ofMinutes(amount);
			case "h" -> Duration.ofHours(amount);
			default -> Duration.ofDays(amount);
		};
	}

}
