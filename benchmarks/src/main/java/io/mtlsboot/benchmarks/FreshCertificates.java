package io.mtlsboot.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates of which the JVM knows nothing yet. The JDK keeps much with a certificate
 * once it was asked for it: its names as text, and that its signature was valid. And
 * whoever parses the same bytes again gets the same object.
 */
final class FreshCertificates {

	private FreshCertificates() {
	}

	/**
	 * Parses a chain again.
	 * @param chain the certificates
	 * @return equal ones, as from a connection of somebody who was never here
	 * @throws GeneralSecurityException if they cannot be parsed
	 */
	static List<X509Certificate> of(List<X509Certificate> chain) throws GeneralSecurityException {
		ByteArrayOutputStream encodings = new ByteArrayOutputStream();
		for (X509Certificate certificate : chain) {
			encodings.writeBytes(certificate.getEncoded());
		}
		// One by one, they would come out of a cache
		return CertificateFactory.getInstance("X.509")
			.generateCertificates(new ByteArrayInputStream(encodings.toByteArray()))
			.stream()
			.map(X509Certificate.class::cast)
			.toList();
	}

	/**
	 * Parses a certificate again.
	 * @param certificate the certificate
	 * @return an equal one
	 * @throws GeneralSecurityException if it cannot be parsed
	 */
	static X509Certificate of(X509Certificate certificate) throws GeneralSecurityException {
		return of(List.of(certificate)).get(0);
	}

}
