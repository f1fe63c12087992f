package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.asn1.DerElement;

/**
 * IP addresses as text, one text for each address.
 * <p>
 * The JDK turns an IPv4-mapped IPv6 address into the IPv4 address; in a certificate these
 * are sixteen octets that differ from the four (RFC 9525 §6.4).
 */
final class IpAddresses {

	private static final int V4_OCTETS = 4;

	private static final int V6_GROUPS = 8;

	private IpAddresses() {
	}

	static String text(DerElement element) throws CertificateParsingException {
		return switch (element.length()) {
			case V4_OCTETS ->
				element.octet(0) + "." + element.octet(1) + "." + element.octet(2) + "." + element.octet(3);
			case 2 * V6_GROUPS -> {
				List<Integer> groups = new ArrayList<>(V6_GROUPS);
				for (int i = 0; i < V6_GROUPS; i++) {
					groups.add((element.octet(2 * i) << 8) | element.octet(2 * i + 1));
				}
				yield join(groups);
			}
			default -> throw new CertificateParsingException(
					"Unable to read an IP address: expected 4 or 16 octets, found " + element.length());
		};
	}

	/**
	 * The octets of an address.
	 * @param text what {@link #text} made of it
	 * @return 4 or 16 octets
	 */
	static List<Integer> octets(String text) {
		if (text.indexOf(':') < 0) {
			return v4(text).orElseThrow();
		}
		List<Integer> octets = new ArrayList<>(2 * V6_GROUPS);
		for (int group : groups(text, false).orElseThrow()) {
			octets.add(group >> 8);
			octets.add(group & 0xFF);
		}
		return octets;
	}

	/**
	 * The one text of an address literal.
	 * @param literal an IPv4 address in dotted decimal form, or an IPv6 address with or
	 * without brackets, without a zone
	 * @return the text, or empty if it is no such literal
	 */
	static Optional<String> canonical(String literal) {
		if (literal.startsWith("[")) {
			return literal.endsWith("]") ? v6(literal.substring(1, literal.length() - 1)) : Optional.empty();
		}
		return (literal.indexOf(':') >= 0) ? v6(literal) : v4(literal).map((octets) -> literal);
	}

	// RFC 3986 3.2.2: four decimal octets without leading zeros
	private static Optional<List<Integer>> v4(String literal) {
		String[] parts = literal.split("\\.", -1);
		if (parts.length != V4_OCTETS) {
			return Optional.empty();
		}
		List<Integer> octets = new ArrayList<>(V4_OCTETS);
		for (String part : parts) {
			if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 0xFF) {
				return Optional.empty();
			}
			octets.add(Integer.parseInt(part));
		}
		return Optional.of(octets);
	}

	// RFC 4291 2.2
	private static Optional<String> v6(String literal) {
		int gap = literal.indexOf("::");
		if (gap < 0) {
			return groups(literal, true).filter((all) -> all.size() == V6_GROUPS).map(IpAddresses::join);
		}
		Optional<List<Integer>> left = groups(literal.substring(0, gap), false);
		Optional<List<Integer>> right = groups(literal.substring(gap + 2), true);
		if (left.isEmpty() || right.isEmpty() || left.get().size() + right.get().size() >= V6_GROUPS) {
			return Optional.empty();
		}
		List<Integer> all = new ArrayList<>(left.get());
		while (all.size() + right.get().size() < V6_GROUPS) {
			all.add(0);
		}
		all.addAll(right.get());
		return Optional.of(join(all));
	}

	private static Optional<List<Integer>> groups(String text, boolean last) {
		List<Integer> groups = new ArrayList<>();
		if (text.isEmpty()) {
			return Optional.of(groups);
		}
		String[] parts = text.split(":", -1);
		for (int i = 0; i < parts.length; i++) {
			if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
				groups.add(Integer.parseInt(parts[i], 16));
				continue;
			}
			Optional<List<Integer>> octets = (last && i == parts.length - 1) ? v4(parts[i]) : Optional.empty();
			if (octets.isEmpty()) {
				return Optional.empty();
			}
			groups.add((octets.get().get(0) << 8) | octets.get().get(1));
			groups.add((octets.get().get(2) << 8) | octets.get().get(3));
		}
		return Optional.of(groups);
	}

	private static String join(List<Integer> groups) {
		return String.join(":", groups.stream().map(Integer::toHexString).toList());
	}

}
