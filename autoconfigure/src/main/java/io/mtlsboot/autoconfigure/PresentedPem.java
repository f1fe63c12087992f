package io.mtlsboot.autoconfigure;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates that somebody pasted: the public part of a PEM file.
 */
public final class PresentedPem {

	private static final int MAX_LENGTH = 512 * 1024;

	private PresentedPem() {
	}

	/**
	 * Reads certificates.
	 * @param pem the text: CERTIFICATE blocks, leaf first, and nothing secret
	 * @return the certificates in this order, at least one
	 * @throws IllegalArgumentException if it is anything else; the message is printable
	 * and repeats nothing of it
	 */
	public static List<X509Certificate> read(String pem) {
		if (pem.length() > MAX_LENGTH) {
			throw new IllegalArgumentException(
					"'pem' has " + pem.length() + " characters, expected at most " + MAX_LENGTH);
		}
		if (pem.contains("PRIVATE KEY")) {
			throw new IllegalArgumentException("'pem' has a private key, expected CERTIFICATE blocks alone: "
					+ "a key that was sent over a network is to be replaced");
		}
		try {
			List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
				.stream()
				.map(X509Certificate.class::cast)
				.toList();
			if (certificates.isEmpty()) {
				throw new IllegalArgumentException("'pem' has no certificate, expected CERTIFICATE blocks, leaf first");
			}
			return certificates;
		}
		catch (CertificateException | ClassCastException ex) {
			throw new IllegalArgumentException(
					"'pem' cannot be read, expected CERTIFICATE blocks, leaf first, each whole", ex);
		}
	}

}
