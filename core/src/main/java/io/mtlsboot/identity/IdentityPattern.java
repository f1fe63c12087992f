package io.mtlsboot.identity;

import java.util.Arrays;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A pattern over workload identities: what {@code callers}, {@code callee} and
 * {@code roles} are written in.
 * <p>
 * The type comes first: {@code spiffe://shop.example/web}, {@code dns:web.shop.example},
 * {@code uri:urn:web}, {@code email:web@shop.example}, {@code cn:web}. In a SPIFFE ID
 * {@code *} stands for exactly one path segment and {@code **} at the end for one or
 * more; in a DNS name {@code *} stands for exactly one whole label, the first, and
 * {@code **} in its place for one or more. There is no other wildcard, and none for a
 * trust domain. Two patterns are equal if they are the same up to the case of a host
 * name. Immutable.
 */
public final class IdentityPattern {

	private static final String ACCEPTED = "'spiffe://<trust domain>/<path>', 'dns:<host name>', 'uri:<uri>', "
			+ "'email:<address>' or 'cn:<common name>', where '*' may stand for one whole path segment or for the "
			+ "first label of a host name, and '**' for one or more segments at the end of a path or for one or more "
			+ "labels in front of a host name";

	private final IdentityType type;

	private final String text;

	private final NamePattern names;

	private IdentityPattern(IdentityType type, String text, NamePattern names) {
		this.type = type;
		this.text = text;
		this.names = names;
	}

	/**
	 * Parses a pattern.
	 * @param pattern the pattern, with its type
	 * @return the parsed pattern
	 * @throws IllegalArgumentException if it is not a pattern; the message says what was
	 * expected
	 */
	public static IdentityPattern parse(String pattern) {
		IdentityType type = Arrays.stream(IdentityType.values())
			.filter((candidate) -> pattern.startsWith(candidate.prefix()))
			.findFirst()
			.orElseThrow(() -> refused(pattern, null));
		try {
			return new IdentityPattern(type, pattern, names(type, pattern));
		}
		catch (IllegalArgumentException ex) {
			throw refused(pattern, ex);
		}
	}

	/**
	 * The type of identity that can match.
	 * @return the type
	 */
	public IdentityType type() {
		return this.type;
	}

	/**
	 * Whether an identity matches.
	 * @param identity the identity
	 * @return {@code true} if type and name match
	 */
	public boolean matches(WorkloadIdentity identity) {
		return identity.type() == this.type && this.names.matches(identity);
	}

	/**
	 * Whether every identity that matches another pattern matches this one.
	 * @param other the other pattern
	 * @return {@code true} if nothing matches the other one alone
	 */
	public boolean covers(IdentityPattern other) {
		return this.names.covers(other.names);
	}

	/**
	 * Whether an identity can match both this and another pattern.
	 * @param other the other pattern
	 * @return {@code true} if there is such an identity
	 */
	public boolean overlaps(IdentityPattern other) {
		return this.names.overlaps(other.names);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IdentityPattern pattern && this.names.equals(pattern.names);
	}

	@Override
	public int hashCode() {
		return this.names.hashCode();
	}

	/**
	 * The pattern as it was written.
	 * @return the text
	 */
	@Override
	public String toString() {
		return this.text;
	}

	private static NamePattern names(IdentityType type, String pattern) {
		String name = pattern.substring(type.prefix().length());
		return switch (type) {
			case SPIFFE_ID -> SpiffePattern.parse(pattern);
			case DNS -> DnsPattern.parse(name);
			case URI -> new ExactPattern(new UriIdentity(withoutWildcard(name)));
			case EMAIL -> new ExactPattern(new EmailIdentity(withoutWildcard(name)));
			case COMMON_NAME -> new ExactPattern(new CommonNameIdentity(withoutWildcard(name)));
		};
	}

	// It would match nothing, and whoever wrote it expects that it matches more
	private static String withoutWildcard(String name) {
		if (name.indexOf('*') >= 0) {
			throw new IllegalArgumentException("There is no wildcard for this type");
		}
		return name;
	}

	private static IllegalArgumentException refused(String pattern, @Nullable Exception cause) {
		String reason = (cause != null) ? " (" + cause.getMessage() + ")" : "";
		return new IllegalArgumentException(
				"Unable to use '" + PrintableText.of(pattern) + "' as identity pattern: expected " + ACCEPTED + reason,
				cause);
	}

}
