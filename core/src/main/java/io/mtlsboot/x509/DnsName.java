package io.mtlsboot.x509;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host name, relative to nothing: labels of ASCII letters, digits, hyphens and
 * underscores, without a wildcard and without the dot of the root.
 * <p>
 * A name whose last label is a number is an address to many a resolver, and no host name
 * here. An internationalized name has to be given in its ASCII form. Immutable.
 *
 * @param value the name in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1123#section-2.1">RFC 1123 §2.1</a>
 * @see <a href="https://url.spec.whatwg.org/#ends-in-a-number-checker">URL Standard, ends
 * in a number</a>
 */
public record DnsName(String value) {

	// Underscores are not for hosts, but they are in use
	private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");

	private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");

	private static final int MAX_LENGTH = 253;

	/**
	 * Proves that a text is a host name and puts it in lower case.
	 * @param value the text
	 * @throws IllegalArgumentException if it is not a host name
	 */
	public DnsName {
		if (!isDnsName(value)) {
			throw new IllegalArgumentException("Unable to use '" + PrintableText.of(value)
					+ "' as host name: expected labels of letters, digits, '-' and '_', separated by dots, "
					+ "the last of which is not a number");
		}
		value = value.toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether a text is a host name.
	 * @param text the text
	 * @return {@code true} if a {@link DnsName} can be made of it
	 */
	public static boolean isDnsName(String text) {
		if (text.length() > MAX_LENGTH) {
			return false;
		}
		String[] labels = text.split("\\.", -1);
		return Arrays.stream(labels).allMatch((label) -> LABEL.matcher(label).matches())
				&& !NUMBER.matcher(labels[labels.length - 1]).matches();
	}

	/**
	 * The labels of the name.
	 * @return at least one label, the leftmost first
	 */
	public List<String> labels() {
		return List.of(this.value.split("\\.", -1));
	}

	/**
	 * The name in lower case.
	 */
	@Override
	public String toString() {
		return this.value;
	}

}
