package io.mtlsboot.trust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.mtlsboot.identity.IdentityPattern;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SubjectAlternativeName.IpAddress;

/**
 * The names that one trust bundle vouches for, and no other anchor does.
 * <p>
 * Names are written as identity patterns, and IP addresses as {@code ip:10.1.2.3}, each
 * on its own. Immutable.
 */
public final class VouchedNames {

	private static final String ADDRESS = "ip:";

	private final String bundle;

	private final List<IdentityPattern> patterns;

	private final Set<IpAddress> addresses;

	private VouchedNames(String bundle, List<IdentityPattern> patterns, Set<IpAddress> addresses) {
		this.bundle = bundle;
		this.patterns = List.copyOf(patterns);
		this.addresses = Set.copyOf(addresses);
	}

	/**
	 * Parses the names of a bundle.
	 * @param bundle the name of the bundle
	 * @param names patterns and addresses, at least one
	 * @return the names
	 * @throws IllegalArgumentException if there is none, or one that is not a pattern and
	 * not an address; the message says what was expected
	 */
	public static VouchedNames parse(String bundle, List<String> names) {
		if (names.isEmpty()) {
			throw new IllegalArgumentException(
					"Unable to use trust bundle '" + bundle + "' without names: expected at least one pattern");
		}
		List<IdentityPattern> patterns = new ArrayList<>();
		Set<IpAddress> addresses = new HashSet<>();
		for (String name : names) {
			if (name.startsWith(ADDRESS)) {
				addresses.add(address(name));
			}
			else {
				patterns.add(IdentityPattern.parse(name));
			}
		}
		return new VouchedNames(bundle, patterns, addresses);
	}

	private static IpAddress address(String name) {
		try {
			return IpAddress.ofLiteral(name.substring(ADDRESS.length()));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("Unable to use '" + PrintableText.of(name)
					+ "' as name: expected 'ip:' and one IPv4 or IPv6 address, not a range", ex);
		}
	}

	/**
	 * The bundle.
	 * @return its name
	 */
	public String bundle() {
		return this.bundle;
	}

	/**
	 * A name that these and others have in common, for which two bundles would vouch.
	 * @param other the names of another bundle
	 * @return both patterns, for messages, or empty if there is none
	 */
	public Optional<String> conflictWith(VouchedNames other) {
		for (IdentityPattern pattern : this.patterns) {
			for (IdentityPattern others : other.patterns) {
				if (pattern.overlaps(others)) {
					return Optional.of("'" + pattern + "' and '" + others + "'");
				}
			}
		}
		return this.addresses.stream()
			.filter(other.addresses::contains)
			.map((address) -> "'" + ADDRESS + address.value() + "'")
			.findFirst();
	}

	boolean contain(WorkloadIdentity identity) {
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(identity));
	}

	boolean contain(IpAddress address) {
		return this.addresses.contains(address);
	}

	// All names that the wildcard stands for
	boolean contain(IdentityPattern wildcard) {
		return this.patterns.stream().anyMatch((pattern) -> pattern.covers(wildcard));
	}

	// Any of the names that the wildcard stands for
	boolean touch(IdentityPattern wildcard) {
		return this.patterns.stream().anyMatch((pattern) -> pattern.overlaps(wildcard));
	}

	@Override
	public String toString() {
		return this.bundle + " " + this.patterns + this.addresses;
	}

}
