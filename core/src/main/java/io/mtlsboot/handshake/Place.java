package io.mtlsboot.handshake;

import org.jspecify.annotations.Nullable;

/**
 * Where a peer is, as far as it tells peers apart: whoever has one address usually has
 * its neighbours too.
 *
 * @param prefix an IPv4 /24 or an IPv6 /64, or a host name; short and printable
 * @param network the same /24, or the IPv6 /48 that a single customer of a provider gets
 * (RFC 6177), or the host name
 */
record Place(String prefix, String network) {

	private static final int GROUPS = 8;

	static @Nullable Place of(@Nullable String address) {
		if (address == null) {
			return null;
		}
		Place v4 = v4(address, 0);
		if (v4 != null) {
			return v4;
		}
		Place v6 = (address.indexOf(':') >= 0) ? v6(literal(address)) : null;
		if (v6 != null) {
			return v6;
		}
		String host = ShortText.of(address);
		return new Place(host, host);
	}

	// With brackets as in a URL, or with a zone (RFC 4007 §11)
	private static String literal(String address) {
		int start = address.startsWith("[") ? 1 : 0;
		int zone = address.indexOf('%');
		int end = (zone >= 0) ? zone : address.length() - (address.endsWith("]") ? 1 : 0);
		return address.substring(start, Math.max(start, end));
	}

	private static @Nullable Place v4(String address, int start) {
		int octets = 0;
		int octet = -1;
		int last = start;
		for (int i = start; i <= address.length(); i++) {
			char character = (i < address.length()) ? address.charAt(i) : '.';
			if (character == '.' && octet >= 0 && octets < 4) {
				octets++;
				octet = -1;
				last = (octets < 4) ? i : last;
			}
			else if (character >= '0' && character <= '9' && octet <= 25) {
				octet = Math.max(octet, 0) * 10 + character - '0';
			}
			else {
				return null;
			}
		}
		if (octets != 4) {
			return null;
		}
		String prefix = address.substring(start, last) + ".0/24";
		return new Place(prefix, prefix);
	}

	private static @Nullable Place v6(String address) {
		// An IPv4 address as an IPv6 one: RFC 4291 §2.5.5.2
		if (address.regionMatches(true, 0, "::ffff:", 0, 7) && address.indexOf('.') > 0) {
			return v4(address, 7);
		}
		int[] groups = new int[GROUPS];
		int gap = address.indexOf("::");
		int head = groups(address, 0, (gap < 0) ? address.length() : gap, groups);
		if (gap < 0) {
			return (head == GROUPS) ? v6(groups) : null;
		}
		int[] end = new int[GROUPS];
		int tail = groups(address, gap + 2, address.length(), end);
		if (head < 0 || tail < 0 || head + tail >= GROUPS) {
			return null;
		}
		System.arraycopy(end, 0, groups, GROUPS - tail, tail);
		return v6(groups);
	}

	private static Place v6(int[] groups) {
		String network = hex(groups[0]) + ':' + hex(groups[1]) + ':' + hex(groups[2]);
		return new Place(network + ':' + hex(groups[3]) + "::/64", network + "::/48");
	}

	private static String hex(int group) {
		return Integer.toHexString(group);
	}

	// How many groups there are between two positions, or -1 if that is no part of an
	// address
	private static int groups(String address, int start, int end, int[] groups) {
		int count = 0;
		int digits = 0;
		for (int i = start; i < end; i++) {
			char character = address.charAt(i);
			int digit = (character < 128) ? Character.digit(character, 16) : -1;
			if (digit >= 0 && digits < 4 && count < GROUPS) {
				groups[count] = (groups[count] << 4) | digit;
				digits++;
			}
			else if (character == ':' && digits > 0 && i + 1 < end) {
				count++;
				digits = 0;
			}
			else {
				return -1;
			}
		}
		return (digits > 0) ? count + 1 : count;
	}

}
