package io.mtlsboot.material;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.stream.Collectors;

import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SubjectAlternativeName;

/**
 * What a certificate is called in messages.
 */
final class CertificateLabel {

	private CertificateLabel() {
	}

	/**
	 * The name of a certificate, in quotes.
	 * @param certificate the certificate
	 * @return its subject; the first alternative name or the serial number if the subject
	 * is empty, as that of a SPIFFE certificate may be
	 */
	static String of(X509Certificate certificate) {
		String subject = PrintableText.of(certificate.getSubjectX500Principal());
		return "'" + (subject.isEmpty() ? withoutSubject(certificate) : subject) + "'";
	}

	static String ofAll(Collection<X509Certificate> certificates) {
		return certificates.stream().map(CertificateLabel::of).collect(Collectors.joining(", "));
	}

	static String ofIssuer(X509Certificate certificate) {
		return "'" + PrintableText.of(certificate.getIssuerX500Principal()) + "'";
	}

	private static String withoutSubject(X509Certificate certificate) {
		try {
			for (SubjectAlternativeName name : SubjectAlternativeName.read(certificate)) {
				return PrintableText.of(name.value());
			}
		}
		catch (CertificateParsingException ex) {
			// A label must not fail: the serial number remains
		}
		return "serial number " + certificate.getSerialNumber().toString(16);
	}

}
