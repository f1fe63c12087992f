package io.mtlsboot.x509;

import java.util.List;
import java.util.Optional;

/**
 * Compares the host that was asked for with the names in the certificate that answered.
 * <p>
 * Only subject alternative names count, never a common name. A wildcard is the whole
 * leftmost label, has at least two labels behind it and stands for exactly one label. An
 * IP address is compared octet by octet with IP addresses, never with a host name. A host
 * that is neither a host name nor an address matches nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9525#section-6">RFC 9525 §6</a>
 */
public final class HostNames {

	private static final String WILDCARD = "*.";

	private static final int LABELS_BEHIND_WILDCARD = 2;

	private HostNames() {
	}

	/**
	 * Whether one of the names is the name of a host.
	 * @param names the subject alternative names of a certificate
	 * @param host the host that was asked for: a host name, internationalized labels in
	 * their ASCII form, or an IP address, with or without brackets
	 * @return {@code true} if one of them is
	 */
	public static boolean matches(List<SubjectAlternativeName> names, String host) {
		Optional<String> address = IpAddresses.canonical(host);
		if (address.isPresent()) {
			return names.contains(new SubjectAlternativeName.IpAddress(address.get()));
		}
		String relative = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
		if (!DnsName.isDnsName(relative)) {
			return false;
		}
		DnsName reference = new DnsName(relative);
		return names.stream()
			.anyMatch((name) -> name instanceof SubjectAlternativeName.Dns dns && matches(dns.value(), reference));
	}

	private static boolean matches(String presented, DnsName reference) {
		if (!presented.startsWith(WILDCARD)) {
			return DnsName.isDnsName(presented) && new DnsName(presented).equals(reference);
		}
		String parent = presented.substring(WILDCARD.length());
		if (!DnsName.isDnsName(parent)) {
			return false;
		}
		List<String> expected = new DnsName(parent).labels();
		List<String> labels = reference.labels();
		return expected.size() >= LABELS_BEHIND_WILDCARD && labels.subList(1, labels.size()).equals(expected);
	}

}
