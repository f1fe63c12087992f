package io.mtlsboot.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.HexFormat;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.revocation.RevocationList;

/**
 * A CRL with many entries, each with a serial number of 20 octets, a date and a reason.
 * Its signature is none.
 *
 * @param entries how many
 */
record GeneratedCrl(int entries) {

	static final X500Principal ISSUER = new X500Principal("CN=shop.example client CA");

	// SHA256withECDSA
	private static final byte[] ALGORITHM = HexFormat.of().parseHex("300a06082a8648ce3d040302");

	private static final byte[] THIS_UPDATE = HexFormat.of().parseHex("170d3236303330313030303030305a");

	private static final byte[] NEXT_UPDATE = HexFormat.of().parseHex("170d3336303330313030303030305a");

	private static final byte[] ENTRY = HexFormat.of()
		.parseHex(
				"3033" + "0214" + "00".repeat(20) + "170d3236303330313030303030305a" + "300c300a0603551d1504030a0101");

	private static final int SERIAL_OFFSET = 4;

	private static final int SERIAL_LENGTH = 20;

	/**
	 * A serial number that looks random.
	 * @param index which one
	 * @return a number of 20 octets
	 */
	static BigInteger serial(long index) {
		// Weyl's sequence, mixed as SplitMix64 does
		long mixed = (index + 1) * 0x9E3779B97F4A7C15L;
		mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return BigInteger.ONE.shiftLeft(158)
			.add(BigInteger.valueOf(mixed).shiftLeft(64))
			.add(BigInteger.valueOf(index));
	}

	byte[] der() {
		byte[] revoked = new byte[ENTRY.length * this.entries];
		for (int i = 0; i < this.entries; i++) {
			System.arraycopy(ENTRY, 0, revoked, ENTRY.length * i, ENTRY.length);
			System.arraycopy(serial(i).toByteArray(), 0, revoked, ENTRY.length * i + SERIAL_OFFSET, SERIAL_LENGTH);
		}
		byte[] list = sequence(new byte[] { 2, 1, 1 }, ALGORITHM, ISSUER.getEncoded(), THIS_UPDATE, NEXT_UPDATE,
				sequence(revoked));
		return sequence(list, ALGORITHM, new byte[] { 3, 3, 0, 1, 2 });
	}

	private static byte[] sequence(byte[]... elements) {
		int length = 0;
		for (byte[] element : elements) {
			length += element.length;
		}
		ByteArrayOutputStream sequence = new ByteArrayOutputStream(length + 6);
		sequence.write(0x30);
		int octets = (length < 0x80) ? 0 : (Integer.SIZE + 7 - Integer.numberOfLeadingZeros(length)) / 8;
		sequence.write((octets == 0) ? length : 0x80 | octets);
		for (int i = octets - 1; i >= 0; i--) {
			sequence.write(length >>> (8 * i));
		}
		for (byte[] element : elements) {
			sequence.writeBytes(element);
		}
		return sequence.toByteArray();
	}

	static RevocationList ours(byte[] der) throws CRLException {
		return RevocationList.of(der, "benchmark");
	}

	static X509CRL jdks(byte[] der) throws GeneralSecurityException {
		return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
	}

}
