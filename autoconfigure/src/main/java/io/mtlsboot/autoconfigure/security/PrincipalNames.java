package io.mtlsboot.autoconfigure.security;

import java.util.List;
import java.util.Optional;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.PrintableText;

/**
 * Names principals by the rules of {@code mtls.security.principal-rules}. The first that
 * matches counts; without rules, the name is the identity.
 *
 * @param rules the rules in their order
 */
record PrincipalNames(List<PrincipalRule> rules) {

	private static final int MAX_LENGTH = 2100;

	static PrincipalNames of(List<String> rules) {
		return new PrincipalNames(
				(rules.isEmpty() ? List.of("DEFAULT") : rules).stream().map((rule) -> parse(rule.strip())).toList());
	}

	private static PrincipalRule parse(String rule) {
		try {
			return PrincipalRule.parse(rule);
		}
		catch (IllegalArgumentException ex) {
			throw new MtlsConfigurationException(
					"Property 'mtls.security.principal-rules': unable to use '" + PrintableText.of(rule) + "': "
							+ ex.getMessage(),
					"Write each rule as an element of a list, such as "
							+ "'RULE:spiffe:\\/\\/shop\\.example\\/(.*)/$1/' or 'DEFAULT': commas separate rules.");
		}
	}

	/**
	 * The name of an identity.
	 * @param identity the identity
	 * @return the name, or empty if there is none that can be shown and compared
	 */
	Optional<String> of(WorkloadIdentity identity) {
		String text = identity.toString();
		try {
			for (PrincipalRule rule : this.rules) {
				String name = rule.name(text);
				if (name != null) {
					return Optional.of(name).filter(PrincipalNames::isVisible);
				}
			}
			return Optional.empty();
		}
		catch (BoundedText.ExhaustedException | StackOverflowError ex) {
			// The rule might have matched: the next one must not decide
			return Optional.empty();
		}
	}

	private static boolean isVisible(String name) {
		return !name.isBlank() && name.equals(name.strip()) && name.length() <= MAX_LENGTH
				&& name.codePoints().allMatch(PrincipalNames::isVisible);
	}

	private static boolean isVisible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			case Character.SPACE_SEPARATOR -> character == ' ';
			default -> true;
		};
	}

}
