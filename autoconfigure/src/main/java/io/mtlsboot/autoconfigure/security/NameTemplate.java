package io.mtlsboot.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * What a match is replaced by: text, in which {@code $1} is the first group. A backslash
 * makes {@code $}, {@code /} and itself literal.
 *
 * @param parts the parts in their order
 */
record NameTemplate(List<Part> parts) {

	static NameTemplate parse(String text, int groups) {
		List<Part> parts = new ArrayList<>();
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character != '$' && character != '\\') {
				parts.add(new Part(String.valueOf(character), -1));
				continue;
			}
			char next = (++i < text.length()) ? text.charAt(i) : 0;
			if (character == '\\') {
				parts.add(literal(next));
			}
			else {
				parts.add(group(next, groups));
			}
		}
		if (parts.isEmpty()) {
			throw new IllegalArgumentException("its replacement is empty, expected a name");
		}
		return new NameTemplate(List.copyOf(parts));
	}

	private static Part literal(char character) {
		if ("\\/$".indexOf(character) < 0) {
			throw new IllegalArgumentException(
					"its replacement has a '\\' before something else than '\\', '/' or '$'");
		}
		return new Part(String.valueOf(character), -1);
	}

	private static Part group(char digit, int groups) {
		int group = digit - '0';
		if (group < 0 || group > 9) {
			throw new IllegalArgumentException("its replacement has a '$' without a digit; write '\\$' for a '$'");
		}
		if (group > groups) {
			throw new IllegalArgumentException(
					"its replacement refers to group $" + group + ", but its pattern has " + groups);
		}
		return new Part("", group);
	}

	String fill(Matcher match) {
		StringBuilder name = new StringBuilder();
		for (Part part : this.parts) {
			String group = (part.group() >= 0) ? match.group(part.group()) : part.text();
			name.append((group != null) ? group : "");
		}
		return name.toString();
	}

	/**
	 * A part.
	 *
	 * @param text the text
	 * @param group the group that stands here instead, or -1
	 */
	record Part(String text, int group) {
	}

}
