package io.mtlsboot.trust;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Bounds what a peer may make us look at: it is not trusted yet.
 */
final class PresentedBounds {

	static final int MAX_CERTIFICATES = 50;

	static final int MAX_ENCODED_LENGTH = 64 * 1024;

	/** Long names are compared with each other while a path is looked for. */
	static final int MAX_TOTAL_LENGTH = 4 * MAX_ENCODED_LENGTH;

	private PresentedBounds() {
	}

	static void requireAny(List<X509Certificate> presented) throws PeerRejectedException {
		if (presented.isEmpty()) {
			throw new PeerRejectedException(RejectionReason.NO_CERTIFICATE,
					"required: a certificate, presented: an empty chain", null);
		}
	}

	static void check(List<X509Certificate> presented) throws PeerRejectedException {
		if (presented.size() > MAX_CERTIFICATES) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					"certificates presented: " + presented.size() + ", at most: " + MAX_CERTIFICATES,
					presented.get(MAX_CERTIFICATES));
		}
		int total = 0;
		for (X509Certificate certificate : presented) {
			total += length(certificate);
			if (total > MAX_TOTAL_LENGTH) {
				throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
						"length of all certificates together: " + total + " bytes or more, at most: "
								+ MAX_TOTAL_LENGTH,
						certificate);
			}
		}
	}

	private static int length(X509Certificate certificate) throws PeerRejectedException {
		try {
			int length = certificate.getEncoded().length;
			if (length > MAX_ENCODED_LENGTH) {
				throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
						"length of the certificate: " + length + " bytes, at most: " + MAX_ENCODED_LENGTH, certificate);
			}
			return length;
		}
		catch (CertificateEncodingException ex) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE, "the certificate cannot be encoded",
					certificate, ex);
		}
	}

}
