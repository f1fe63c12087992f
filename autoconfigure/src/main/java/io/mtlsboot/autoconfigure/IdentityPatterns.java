package io.mtlsboot.autoconfigure;

import java.util.List;

import io.mtlsboot.identity.IdentityPattern;

/**
 * Reads identity patterns from properties.
 */
public final class IdentityPatterns {

	private IdentityPatterns() {
	}

	/**
	 * Parses the patterns of a property.
	 * @param property the name of the property, for messages
	 * @param patterns the patterns
	 * @return the parsed patterns
	 * @throws MtlsConfigurationException if one of them is not a pattern
	 */
	public static List<IdentityPattern> parse(String property, List<String> patterns) {
		return patterns.stream().map((pattern) -> parse(property, pattern)).toList();
	}

	/**
	 * Parses the pattern of a property.
	 * @param property the name of the property, for messages
	 * @param pattern the pattern
	 * @return the parsed pattern
	 * @throws MtlsConfigurationException if it is not a pattern
	 */
	public static IdentityPattern parse(String property, String pattern) {
		try {
			return IdentityPattern.parse(pattern);
		}
		catch (IllegalArgumentException ex) {
			throw new MtlsConfigurationException("Property '" + property + "': " + ex.getMessage(),
					"Write the identity with its type, such as 'spiffe://shop.example/web', "
							+ "'spiffe://shop.example/batch/*', 'dns:web.shop.example' or 'cn:web'.");
		}
	}

}
