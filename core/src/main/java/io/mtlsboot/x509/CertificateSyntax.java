package io.mtlsboot.x509;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;

/**
 * Whether a certificate can be read in one way only.
 */
public final class CertificateSyntax {

	private CertificateSyntax() {
	}

	/**
	 * Requires valid DER, each extension once, those that are known here of their form,
	 * one signature algorithm, a signature of whole octets, and an issuer that has a
	 * name.
	 * @param certificate the certificate
	 * @throws CertificateParsingException if one of these is not so
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4">RFC 5280
	 * §4.1.2.4 and §4.2</a>
	 */
	public static void require(X509Certificate certificate) throws CertificateParsingException {
		TbsCertificate tbs = TbsCertificate.of(certificate);
		if (!tbs.issuer().hasNext()) {
			throw new CertificateParsingException("Unable to use a certificate without the name of an issuer");
		}
		DerReader behind = behindTbs(certificate);
		if (!Arrays.equals(tbs.signatureAlgorithm(), behind.next(DerReader.SEQUENCE).encoded())) {
			throw new CertificateParsingException(
					"Unable to use a certificate that names one signature algorithm inside and another outside");
		}
		DerElement signature = behind.only(DerReader.BIT_STRING);
		// The JDK takes unused bits away, so that a signature could be written in several
		// ways
		if (signature.length() < 2 || signature.octet(0) != 0) {
			throw new CertificateParsingException("Unable to use a certificate whose signature is not whole octets");
		}
		ExtensionSyntax.require(tbs);
	}

	private static DerReader behindTbs(X509Certificate certificate) throws CertificateParsingException {
		try {
			DerReader outer = DerReader.of(certificate.getEncoded()).only(DerReader.SEQUENCE).reader();
			outer.next(DerReader.SEQUENCE);
			return outer;
		}
		catch (CertificateEncodingException ex) {
			throw new CertificateParsingException("Unable to read a certificate", ex);
		}
	}

}
