package io.mtlsboot.revocation.http;

import java.util.HexFormat;

/**
 * Addresses with the same first bits.
 */
final class AddressRange {

	private final byte[] prefix;

	private final int bits;

	private final String use;

	private AddressRange(byte[] prefix, int bits, String use) {
		this.prefix = prefix;
		this.bits = bits;
		this.use = use;
	}

	/**
	 * A range of IPv4 addresses.
	 * @param text such as {@code 10.0.0.0/8}
	 * @param use what it is for
	 * @return the range
	 */
	static AddressRange v4(String text, String use) {
		String[] parts = text.split("[./]", -1);
		byte[] prefix = new byte[4];
		for (int i = 0; i < prefix.length; i++) {
			prefix[i] = (byte) Integer.parseInt(parts[i]);
		}
		return new AddressRange(prefix, Integer.parseInt(parts[prefix.length]), use);
	}

	/**
	 * A range of IPv6 addresses.
	 * @param hex the first octets in hexadecimal form
	 * @param bits how many bits are the same
	 * @param use what it is for
	 * @return the range
	 */
	static AddressRange v6(String hex, int bits, String use) {
		byte[] prefix = HexFormat.of().parseHex(hex + "0".repeat(32 - hex.length()));
		return new AddressRange(prefix, bits, use);
	}

	boolean contains(byte[] address) {
		if (address.length != this.prefix.length) {
			return false;
		}
		for (int i = 0; i < this.bits; i++) {
			int mask = 0x80 >>> (i % 8);
			if (((address[i / 8] ^ this.prefix[i / 8]) & mask) != 0) {
				return false;
			}
		}
		return true;
	}

	String use() {
		return this.use;
	}

}
