package io.mtlsboot.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Options of a command: {@code --name value} as often as one likes, and {@code --smoke}.
 *
 * @param values by name; what is given twice counts the second time
 * @param smoke whether it is only to be seen that all of it works
 */
public record Arguments(Map<String, String> values, boolean smoke) {

	/**
	 * Reads what a command was given.
	 * @param arguments its words
	 * @param usage which options there are, in brackets
	 * @return the options
	 * @throws IllegalArgumentException with the usage, if there is no such option
	 */
	public static Arguments parse(List<String> arguments, String usage) {
		Map<String, String> values = new HashMap<>();
		boolean smoke = false;
		List<String> left = new ArrayList<>(arguments);
		while (!left.isEmpty()) {
			String name = left.remove(0);
			if (name.equals("--smoke")) {
				smoke = true;
			}
			else if (left.isEmpty() || !usage.contains("[" + name + " ")) {
				throw new IllegalArgumentException("Unable to use '" + name + "'\n" + usage);
			}
			else {
				values.put(name, left.remove(0));
			}
		}
		return new Arguments(values, smoke);
	}

	public int number(String name, int otherwise) {
		String value = this.values.get(name);
		return (value != null) ? Integer.parseInt(value) : otherwise;
	}

	/**
	 * Returns a time that is given in seconds.
	 * @param name the option
	 * @param otherwise milliseconds
	 * @return milliseconds
	 */
	public long millis(String name, long otherwise) {
		String value = this.values.get(name);
		return (value != null) ? Math.round(Double.parseDouble(value) * 1000) : otherwise;
	}

	/**
	 * Returns what is given with commas between.
	 * @param name the option
	 * @param otherwise the list if there is none
	 * @return the items
	 */
	public List<String> list(String name, List<String> otherwise) {
		String value = this.values.get(name);
		return (value != null)
				? Arrays.stream(value.split(",", -1)).map(String::trim).filter((item) -> !item.isEmpty()).toList()
				: otherwise;
	}

	public Path path(String name, Path otherwise) {
		String value = this.values.get(name);
		return (value != null) ? Path.of(value) : otherwise;
	}

	/**
	 * Returns the document whose numbers are to be replaced.
	 * @return a file, or null
	 */
	public @Nullable Path into() {
		String value = this.values.get("--into");
		return (value != null) ? Path.of(value) : null;
	}

}
