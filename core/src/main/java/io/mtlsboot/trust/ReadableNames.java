package io.mtlsboot.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SubjectAlternativeName;

/**
 * Requires that every name of a leaf can be read: the JDK reports none at all when one of
 * them cannot be parsed, so that what follows would judge a certificate without names.
 * There may be only so many: each of them is compared with patterns and constraints.
 */
final class ReadableNames {

	/** More names than services have. */
	static final int MAX_NAMES = 1000;

	private ReadableNames() {
	}

	static List<SubjectAlternativeName> read(X509Certificate leaf) throws PeerRejectedException {
		try {
			List<SubjectAlternativeName> names = SubjectAlternativeName.read(leaf);
			if (names.size() > MAX_NAMES) {
				throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
						"subject alternative names: " + names.size() + ", at most: " + MAX_NAMES, leaf)
					.at(Check.NAMES);
			}
			return names;
		}
		catch (CertificateParsingException ex) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					"subject alternative name: " + PrintableText.of(String.valueOf(ex.getMessage())), leaf, ex)
				.at(Check.NAMES);
		}
	}

}
