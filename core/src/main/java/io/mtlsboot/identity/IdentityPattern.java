package io.mtlsboot.identity;

import java.util.Arrays;
import java.util.function.Predicate;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A pattern over workload identities: what {@code callers}, {@code callee} and
 * {@code roles} are written in.
 * <p>
 * The type comes first: {@code spiffe://shop.example/web}, {@code dns:web.shop.example},
 * {@code uri:urn:web}, {@code email:web@shop.example}, {@code cn:web}. In a SPIFFE ID
 * {@code *} stands for exactly one path segment and {@code **} at the end for one or
 * more; in a DNS name {@code *} stands for exactly one whole label, the first. There is
 * no other wildcard, and none for a trust domain. Two patterns are equal if they are the
 * same up to the case of a host name. Immutable.
 */
public final class IdentityPattern {

	private static final String ACCEPTED = "'spiffe://<trust domain>/<path>', 'dns:<host name>', 'uri:<uri>', "
			+ "'email:<address>' or 'cn:<common name>', where '*' may stand for one whole path segment or for the "
			+ "first label of a host name, and '**' at the end of a path for one or more segments";

	private static final String FIRST_LABEL = "*.";

	private final IdentityType type;

	private final String text;

	private final String canonical;

	private final Predicate<WorkloadIdentity> predicate;

	private IdentityPattern(IdentityType type, String text, String canonical, Predicate<WorkloadIdentity> predicate) {
		this.type = type;
		this.text = text;
		this.canonical = canonical;
		this.predicate = predicate;
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
			String name = pattern.substring(type.prefix().length());
			return switch (type) {
				case SPIFFE_ID -> spiffe(pattern);
				case DNS -> dns(pattern, name);
				case URI -> exact(pattern, new UriIdentity(withoutWildcard(name)));
				case EMAIL -> exact(pattern, new EmailIdentity(withoutWildcard(name)));
				case COMMON_NAME -> exact(pattern, new CommonNameIdentity(withoutWildcard(name)));
			};
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
		return identity.type() == this.type && this.predicate.test(identity);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IdentityPattern pattern && this.canonical.equals(pattern.canonical);
	}

	@Override
	public int hashCode() {
		return this.canonical.hashCode();
	}

	/**
	 * The pattern as it was written.
	 * @return the text
	 */
	@Override
	public String toString() {
		return this.text;
	}

	private static IdentityPattern spiffe(String pattern) {
		SpiffePattern spiffe = SpiffePattern.parse(pattern);
		return new IdentityPattern(IdentityType.SPIFFE_ID, pattern, pattern,
				(identity) -> identity instanceof SpiffeId id && spiffe.matches(id));
	}

	private static IdentityPattern dns(String pattern, String name) {
		if (!name.startsWith(FIRST_LABEL)) {
			return exact(pattern, new DnsIdentity(name));
		}
		DnsIdentity parent = new DnsIdentity(name.substring(FIRST_LABEL.length()));
		return new IdentityPattern(IdentityType.DNS, pattern, IdentityType.DNS.prefix() + FIRST_LABEL + parent.value(),
				(identity) -> parent.value().equals(behindFirstLabel(identity.value())));
	}

	private static String behindFirstLabel(String name) {
		int dot = name.indexOf('.');
		return (dot < 0) ? "" : name.substring(dot + 1);
	}

	private static IdentityPattern exact(String pattern, WorkloadIdentity expected) {
		return new IdentityPattern(expected.type(), pattern, expected.toString(), expected::equals);
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
