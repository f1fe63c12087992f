package io.mtlsboot.revocation.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which addresses anybody may make us contact: those of the public Internet.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA IPv4
 * Special-Purpose Address Registry</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA IPv6
 * Special-Purpose Address Registry</a>
 */
final class AddressRules {

	private static final List<AddressRange> V4 = List.of(AddressRange.v4("0.0.0.0/8", "this network"),
			AddressRange.v4("10.0.0.0/8", "private"), AddressRange.v4("100.64.0.0/10", "shared, carrier-grade NAT"),
			AddressRange.v4("127.0.0.0/8", "loopback"),
			AddressRange.v4("169.254.0.0/16", "link-local, metadata of clouds"),
			AddressRange.v4("172.16.0.0/12", "private"), AddressRange.v4("192.0.0.0/24", "protocol assignments"),
			AddressRange.v4("192.0.2.0/24", "documentation"), AddressRange.v4("192.88.99.0/24", "6to4 relays"),
			AddressRange.v4("192.168.0.0/16", "private"), AddressRange.v4("198.18.0.0/15", "benchmarks"),
			AddressRange.v4("198.51.100.0/24", "documentation"), AddressRange.v4("203.0.113.0/24", "documentation"),
			AddressRange.v4("224.0.0.0/4", "multicast"), AddressRange.v4("240.0.0.0/4", "reserved, broadcast"),
			// Looks public and is the same host service in every virtual machine of Azure
			AddressRange.v4("168.63.129.16/32", "platform services of Azure"));

	private static final List<AddressRange> V6 = List.of(
			// Teredo is 2001::/32; it may lead anywhere
			AddressRange.v6("2001", 23, "protocol assignments, Teredo"),
			AddressRange.v6("20010db8", 32, "documentation"), AddressRange.v6("3fff", 20, "documentation"));

	// RFC 4291 2.5.4 and IANA: all that has been assigned as global unicast
	private static final AddressRange GLOBAL_UNICAST = AddressRange.v6("2000", 3, "global unicast");

	// RFC 4291 2.5.5.2
	private static final AddressRange V4_MAPPED = AddressRange.v6("00000000000000000000ffff", 96, "IPv4-mapped");

	// RFC 6052 2.1
	private static final AddressRange NAT64 = AddressRange.v6("0064ff9b", 96, "NAT64");

	// RFC 3056 2
	private static final AddressRange SIX_TO_FOUR = AddressRange.v6("2002", 16, "6to4");

	private AddressRules() {
	}

	/**
	 * What an address is for, if it is not public.
	 * @param address the address
	 * @return a few words, or {@code null} if it is public
	 */
	static @Nullable String objection(InetAddress address) {
		return objection(address.getAddress());
	}

	private static @Nullable String objection(byte[] address) {
		if (address.length == 4) {
			return in(V4, address);
		}
		if (V4_MAPPED.contains(address) || NAT64.contains(address)) {
			return objection(Arrays.copyOfRange(address, 12, 16));
		}
		if (SIX_TO_FOUR.contains(address)) {
			return objection(Arrays.copyOfRange(address, 2, 6));
		}
		// Loopback, unspecified, IPv4-compatible, unique local, link- and site-local,
		// multicast, local NAT64 and what nobody has been given
		return GLOBAL_UNICAST.contains(address) ? in(V6, address) : "not global unicast";
	}

	private static @Nullable String in(List<AddressRange> ranges, byte[] address) {
		return ranges.stream()
			.filter((range) -> range.contains(address))
			.map(AddressRange::use)
			.findFirst()
			.orElse(null);
	}

}
