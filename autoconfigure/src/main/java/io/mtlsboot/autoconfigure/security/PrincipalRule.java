package io.mtlsboot.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * Makes a name of the text of an identity: {@code RULE:pattern/replacement/}, and behind
 * the last slash {@code L} for lower or {@code U} for upper case. {@code DEFAULT} is the
 * text itself.
 *
 * @param pattern what the whole text must match
 * @param template the name
 * @param letters lower case, upper case or as it is
 */
record PrincipalRule(Pattern pattern, NameTemplate template, UnaryOperator<String> letters) {

	private static final String PREFIX = "RULE:";

	private static final int MAX_LENGTH = 1000;

	static PrincipalRule parse(String text) {
		if (text.equals("DEFAULT")) {
			return new PrincipalRule(Pattern.compile(".*", Pattern.DOTALL), NameTemplate.parse("$0", 0),
					(name) -> name);
		}
		if (!text.startsWith(PREFIX) || text.length() > MAX_LENGTH) {
			throw new IllegalArgumentException(
					"expected 'DEFAULT' or 'RULE:<pattern>/<replacement>/', of up to " + MAX_LENGTH + " characters");
		}
		List<String> parts = split(text.substring(PREFIX.length()));
		if (parts.size() != 3 || parts.get(0).isEmpty()) {
			throw new IllegalArgumentException("expected 'RULE:<pattern>/<replacement>/', with '\\/' for a slash that "
					+ "is part of the pattern or the replacement");
		}
		Pattern pattern = pattern(parts.get(0));
		return new PrincipalRule(pattern, NameTemplate.parse(parts.get(1), pattern.matcher("").groupCount()),
				letters(parts.get(2)));
	}

	// A backslash belongs to what follows it
	private static List<String> split(String text) {
		List<String> parts = new ArrayList<>();
		int begin = 0;
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) == '\\') {
				i++;
			}
			else if (text.charAt(i) == '/') {
				parts.add(text.substring(begin, i));
				begin = i + 1;
			}
		}
		parts.add(text.substring(begin));
		return parts;
	}

	private static Pattern pattern(String regex) {
		try {
			return Pattern.compile(regex);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException("its pattern is no regular expression: " + ex.getDescription(), ex);
		}
	}

	private static UnaryOperator<String> letters(String flag) {
		return switch (flag) {
			case "" -> (name) -> name;
			case "L" -> (name) -> name.toLowerCase(Locale.ROOT);
			case "U" -> (name) -> name.toUpperCase(Locale.ROOT);
			default -> throw new IllegalArgumentException("expected nothing, 'L' or 'U' behind the last slash");
		};
	}

	/**
	 * The name of an identity.
	 * @param identity the text of the identity, with its type
	 * @return the name, or {@code null} if the rule does not match
	 * @throws BoundedText.ExhaustedException if the pattern takes too long
	 */
	@Nullable String name(String identity) {
		Matcher match = this.pattern.matcher(new BoundedText(identity));
		return match.matches() ? this.letters.apply(this.template.fill(match)) : null;
	}

}
