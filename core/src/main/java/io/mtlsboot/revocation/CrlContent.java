package io.mtlsboot.revocation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CRLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a server sends as a revocation list: DER as RFC 5280 §4.2.1.13 has it, or PEM as
 * some servers do.
 */
final class CrlContent {

	private static final String BEGIN = "-----BEGIN X509 CRL-----";

	private static final String END = "-----END X509 CRL-----";

	private static final byte[] BEGIN_OCTETS = BEGIN.getBytes(StandardCharsets.US_ASCII);

	private CrlContent() {
	}

	static byte[] der(ByteBuffer body) throws CRLException {
		byte[] octets = new byte[body.remaining()];
		body.duplicate().get(octets);
		int begin = BEGIN_OCTETS.length;
		if (octets.length < begin || !Arrays.equals(octets, 0, begin, BEGIN_OCTETS, 0, begin)) {
			return octets;
		}
		String text = new String(octets, StandardCharsets.ISO_8859_1).strip();
		if (!text.endsWith(END)) {
			throw new CRLException("expected '" + END + "' at the end");
		}
		try {
			return Base64.getMimeDecoder().decode(text.substring(begin, text.length() - END.length()));
		}
		catch (IllegalArgumentException ex) {
			throw new CRLException("expected Base64 between the lines of a PEM file", ex);
		}
	}

	static String digest(byte[] der) throws CRLException {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
		}
		catch (GeneralSecurityException ex) {
			throw new CRLException("expected the digest SHA-256", ex);
		}
	}

}
