package io.mtlsboot.x509;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 digest of a certificate's DER encoding: the name under which an operator
 * finds exactly this certificate.
 *
 * @param value 64 lower-case hexadecimal digits, without separators
 */
public record Fingerprint(String value) {

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	/**
	 * Proves that a text is a fingerprint.
	 * @param value 64 lower-case hexadecimal digits
	 * @throws IllegalArgumentException if it is anything else
	 */
	public Fingerprint {
		if (!SHA256.matcher(value).matches()) {
			throw new IllegalArgumentException("Unable to use '" + PrintableText.of(value)
					+ "' as fingerprint: expected 64 lower-case hexadecimal digits");
		}
	}

	/**
	 * Computes the fingerprint of a certificate.
	 * @param certificate the certificate
	 * @return its SHA-256 fingerprint
	 */
	public static Fingerprint of(X509Certificate certificate) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
			return new Fingerprint(HexFormat.of().formatHex(digest));
		}
		catch (NoSuchAlgorithmException | CertificateEncodingException ex) {
			throw new IllegalStateException("Unable to compute the SHA-256 fingerprint of a certificate", ex);
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
