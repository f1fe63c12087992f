package io.mtlsboot.revocation;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import javax.security.auth.x500.X500Principal;

/**
 * A CRL with very many entries, written without a library and with a signature that is
 * none.
 */
final class LargeCrl {

	static final X500Principal ISSUER = new X500Principal("CN=large");

	// SHA256withECDSA
	private static final byte[] ALGORITHM = HexFormat.of().parseHex("300a06082a8648ce3d040302");

	// reasonCode keyCompromise
	private static final String REASON = "300c300a0603551d1504030a0101";

	private LargeCrl() {
	}

	/** A serial number of 20 octets. */
	static BigInteger serial(int index) {
		return new BigInteger(1, new byte[] { 0x7F }).shiftLeft(152).add(BigInteger.valueOf(index * 0x9E3779B97F4AL));
	}

	static byte[] of(int entries) {
		byte[] entry = HexFormat.of()
			.parseHex("3033" + "0214" + "00".repeat(20) + "170d3236303330313030303030305a" + REASON);
		byte[] revoked = new byte[entry.length * entries];
		for (int i = 0; i < entries; i++) {
			System.arraycopy(serial(i).toByteArray(), 0, entry, 4, 20);
			System.arraycopy(entry, 0, revoked, entry.length * i, entry.length);
		}
		ByteArrayOutputStream list = new ByteArrayOutputStream(revoked.length + 256);
		write(list, 0x02, new byte[] { 1 });
		list.writeBytes(ALGORITHM);
		list.writeBytes(ISSUER.getEncoded());
		write(list, 0x17, "260301000000Z".getBytes(StandardCharsets.US_ASCII));
		write(list, 0x17, "360301000000Z".getBytes(StandardCharsets.US_ASCII));
		write(list, 0x30, revoked);
		ByteArrayOutputStream content = new ByteArrayOutputStream(list.size() + 64);
		write(content, 0x30, list.toByteArray());
		content.writeBytes(ALGORITHM);
		write(content, 0x03, new byte[] { 0, 1, 2, 3 });
		ByteArrayOutputStream crl = new ByteArrayOutputStream(content.size() + 8);
		write(crl, 0x30, content.toByteArray());
		return crl.toByteArray();
	}

	static void write(ByteArrayOutputStream out, int tag, byte[] content) {
		out.write(tag);
		int octets = (content.length < 0x80) ? 0
				: (Integer.SIZE + 7 - Integer.numberOfLeadingZeros(content.length)) / 8;
		out.write((octets == 0) ? content.length : 0x80 | octets);
		for (int i = octets - 1; i >= 0; i--) {
			out.write(content.length >>> (8 * i));
		}
		out.writeBytes(content);
	}

}
