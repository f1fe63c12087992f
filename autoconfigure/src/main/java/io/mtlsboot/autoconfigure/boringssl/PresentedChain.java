package io.mtlsboot.autoconfigure.boringssl;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;

/**
 * Certificates as the JDK reads them. Netty's are read when they are first looked at,
 * each time anew by some, and throw then what nobody expects.
 */
final class PresentedChain {

	private PresentedChain() {
	}

	static X509Certificate[] read(Certificate[] presented) throws CertificateException {
		CertificateFactory factory = CertificateFactory.getInstance("X.509");
		X509Certificate[] read = new X509Certificate[presented.length];
		for (int i = 0; i < presented.length; i++) {
			read[i] = read(factory, presented[i], i);
		}
		return read;
	}

	private static X509Certificate read(CertificateFactory factory, Certificate certificate, int position)
			throws CertificateException {
		try {
			return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
		}
		catch (CertificateException ex) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					"the certificate at position " + position + " of the chain cannot be read", null, ex);
		}
	}

}
