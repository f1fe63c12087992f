package io.mtlsboot.devca;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;

/**
 * Writes certificates and revocation lists as text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
public final class Pem {

	private static final int LINE = 64;

	private Pem() {
	}

	/**
	 * Writes certificates one after the other.
	 * @param certificates the certificates
	 * @return the PEM blocks
	 */
	public static String certificates(Collection<X509Certificate> certificates) {
		StringBuilder pem = new StringBuilder();
		try {
			for (X509Certificate certificate : certificates) {
				pem.append(block("CERTIFICATE", certificate.getEncoded()));
			}
		}
		catch (CertificateEncodingException ex) {
			throw notEncodable(ex);
		}
		return pem.toString();
	}

	/**
	 * Writes revocation lists one after the other.
	 * @param crls the lists
	 * @return the PEM blocks
	 */
	public static String crls(Collection<X509CRL> crls) {
		StringBuilder pem = new StringBuilder();
		try {
			for (X509CRL crl : crls) {
				pem.append(block("X509 CRL", crl.getEncoded()));
			}
		}
		catch (CRLException ex) {
			throw notEncodable(ex);
		}
		return pem.toString();
	}

	static String block(String label, byte[] der) {
		Base64.Encoder encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
		return "-----BEGIN " + label + "-----\n" + encoder.encodeToString(der) + "\n-----END " + label + "-----\n";
	}

	private static DevCaException notEncodable(GeneralSecurityException ex) {
		return new DevCaException("Unable to write PEM: the object cannot be encoded", ex);
	}

}
