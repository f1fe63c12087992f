package io.mtlsboot.identity;

import java.io.Serializable;
import java.util.regex.Pattern;

import io.mtlsboot.x509.PrintableText;

/**
 * The part of a SPIFFE ID that names who answers for it: one trust root, one trust
 * domain. Immutable.
 *
 * @param value lower-case letters, digits, dots, hyphens and underscores
 * @see <a href=
 * "https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md#21-trust-domain">SPIFFE
 * ID §2.1</a>
 */
public record TrustDomain(String value) implements Serializable {

	private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,255}");

	/**
	 * Proves that a text is the name of a trust domain.
	 * @param value the name, without {@code spiffe://}
	 * @throws IllegalArgumentException if it is not
	 */
	public TrustDomain {
		if (!NAME.matcher(value).matches()) {
			throw new IllegalArgumentException("Unable to use '" + PrintableText.of(value)
					+ "' as trust domain: expected up to 255 of a-z, 0-9, '.', '-' and '_'");
		}
	}

	/**
	 * The name of the trust domain.
	 */
	@Override
	public String toString() {
		return this.value;
	}

}
