package io.mtlsboot.autoconfigure.server;

import java.util.HexFormat;

/**
 * The first message of a caller that the JDK would not send.
 */
final class ClientHello {

	private ClientHello() {
	}

	/**
	 * A message with one version and one suite, and with the groups and signature
	 * algorithms that a server asks for: RFC 5246 §7.4.1.2.
	 */
	static byte[] of(String version, String suite) {
		String extensions = "000a00040002" + "0017" + "000b00020100" + "000d00060004" + "04030804";
		String body = version + "00".repeat(32) + "00" + "0002" + suite + "0100" + length(2, extensions) + extensions;
		String handshake = "01" + length(3, body) + body;
		return HexFormat.of().parseHex("16" + "0301" + length(2, handshake) + handshake);
	}

	private static String length(int bytes, String hex) {
		return HexFormat.of().toHexDigits(hex.length() / 2, 2 * bytes);
	}

}
