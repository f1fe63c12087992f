package io.mtlsboot.x509;

import java.security.cert.X509Certificate;

/**
 * Whether the key of a certificate may sign revocation lists.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3">RFC 5280 §6.3.3
 * (f)</a>
 */
public final class CrlSigning {

	private static final String KEY_USAGE = "2.5.29.15";

	private static final int CRL_SIGN = 6;

	private CrlSigning() {
	}

	/**
	 * Whether a certificate allows it.
	 * @param certificate the certificate of the signer
	 * @return {@code true} if its key usage has {@code cRLSign}, or if it has none;
	 * {@code false} if that cannot be read
	 */
	public static boolean isAllowedBy(X509Certificate certificate) {
		boolean[] usage = certificate.getKeyUsage();
		// The JDK reports a key usage that it cannot parse like one that is absent
		return (usage != null) ? usage[CRL_SIGN] : certificate.getExtensionValue(KEY_USAGE) == null;
	}

}
