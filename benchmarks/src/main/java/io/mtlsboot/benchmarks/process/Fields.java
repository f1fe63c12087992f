package io.mtlsboot.benchmarks.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of names and values: what a runner and its processes tell each other.
 *
 * @param values by name, in order
 */
public record Fields(Map<String, String> values) {

	public static Fields parse(String line) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String field : line.split("\t", -1)) {
			int separator = field.indexOf('=');
			if (separator > 0) {
				values.put(field.substring(0, separator), field.substring(separator + 1));
			}
		}
		return new Fields(values);
	}

	public static Fields empty() {
		return new Fields(new LinkedHashMap<>());
	}

	public Fields with(String name, Object value) {
		this.values.put(name, String.valueOf(value).replaceAll("[\\t\\r\\n]", " "));
		return this;
	}

	public Fields withAll(String name, List<Long> numbers) {
		return with(name, numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
	}

	public String text(String name) {
		String value = this.values.get(name);
		if (value == null) {
			throw new IllegalArgumentException("Unable to find '" + name + "' in '" + line() + "'");
		}
		return value;
	}

	public long number(String name) {
		return Long.parseLong(text(name));
	}

	public double real(String name) {
		return Double.parseDouble(text(name));
	}

	public List<Long> numbers(String name) {
		return Stream.of(text(name).split(",", -1)).filter((number) -> !number.isEmpty()).map(Long::valueOf).toList();
	}

	public String line() {
		return this.values.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + field.getValue())
			.collect(Collectors.joining("\t"));
	}

}
