package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;

/**
 * Whether a certificate can be read in one way only.
 */
public final class CertificateSyntax {

	private CertificateSyntax() {
	}

	/**
	 * Requires valid DER, each extension once, and an issuer that has a name.
	 * @param certificate the certificate
	 * @throws CertificateParsingException if one of these is not so
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4">RFC 5280
	 * §4.1.2.4 and §4.2</a>
	 */
	public static void require(X509Certificate certificate) throws CertificateParsingException {
		if (!TbsCertificate.of(certificate).issuer().hasNext()) {
			throw new CertificateParsingException("Unable to use a certificate without the name of an issuer");
		}
	}

}
