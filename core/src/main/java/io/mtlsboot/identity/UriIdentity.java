package io.mtlsboot.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A URI of a scheme other than spiffe that a workload proves.
 * <p>
 * The scheme is in lower case; the rest is compared character by character, because what
 * else is equivalent differs from scheme to scheme.
 *
 * @param value the URI, such as {@code urn:web}
 */
public record UriIdentity(String value) implements WorkloadIdentity {

	private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,2048}");

	/**
	 * Proves that a text is such a URI.
	 * @param value the text
	 * @throws IllegalArgumentException if it is not an absolute URI of printable ASCII
	 * characters, if it is longer than 2048 of them, or if its scheme is spiffe
	 */
	public UriIdentity {
		if (!PRINTABLE.matcher(value).matches() || SpiffePath.isSpiffe(value)) {
			throw malformed(value, null);
		}
		try {
			String scheme = new URI(value).getScheme();
			if (scheme == null) {
				throw malformed(value, null);
			}
			value = scheme.toLowerCase(Locale.ROOT) + value.substring(scheme.length());
		}
		catch (URISyntaxException ex) {
			throw malformed(value, ex);
		}
	}

	@Override
	public IdentityType type() {
		return IdentityType.URI;
	}

	@Override
	public String toString() {
		return type().prefix() + this.value;
	}

	private static IllegalArgumentException malformed(String value, @Nullable Exception cause) {
		return new IllegalArgumentException("Unable to use '" + PrintableText.of(value)
				+ "' as URI: expected a scheme other than 'spiffe', ':' and printable ASCII characters", cause);
	}

}
