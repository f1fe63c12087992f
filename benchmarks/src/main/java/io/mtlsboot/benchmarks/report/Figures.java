package io.mtlsboot.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How reports write things down.
 */
public final class Figures {

	private Figures() {
	}

	/**
	 * Writes microseconds and the like.
	 * @param value a number
	 * @return with one decimal, if it is small
	 */
	public static String number(double value) {
		return String.format(Locale.ROOT, (value < 100) ? "%.1f" : "%.0f", value);
	}

	/**
	 * Writes a ratio in parentheses, after what it belongs to.
	 * @param ratio the ratio; NaN if there is nothing to compare with
	 * @return a space and the ratio, or nothing
	 */
	public static String ratio(double ratio) {
		return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, " (%.2f)", ratio);
	}

	/**
	 * Writes what was found out about a machine.
	 * @param facts by name
	 * @return a sentence and the end of its line
	 */
	public static String sentence(Map<String, String> facts) {
		return facts.entrySet()
			.stream()
			.map((fact) -> fact.getKey() + ": " + fact.getValue())
			.collect(Collectors.joining("; ", "", ".\n"));
	}

	/**
	 * Writes why some did not take part.
	 * @param reasons by name
	 * @return a list, or nothing
	 */
	public static String absent(Map<String, String> reasons) {
		return reasons.isEmpty() ? ""
				: reasons.entrySet()
					.stream()
					.map((absent) -> "- `" + absent.getKey() + "`: " + absent.getValue() + "\n")
					.collect(Collectors.joining("", "\nNot measured:\n\n", ""));
	}

}
