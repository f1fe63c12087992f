package io.mtlsboot.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;

import io.mtlsboot.x509.CertificateSyntax;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Requires certificates that can be read in one way only: of version 3, in DER, each
 * extension once, with an issuer that has a name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280 §4.1</a>
 */
final class CertificateForm implements PathRule {

	private static final int VERSION = 3;

	@Override
	public Check step() {
		return Check.FORM;
	}

	@Override
	public void check(CandidatePath path) throws PeerRejectedException {
		for (X509Certificate certificate : path.certificates()) {
			if (certificate.getVersion() != VERSION) {
				throw malformed(
						"required: a certificate of version 3, which can say what it is for, presented: version "
								+ certificate.getVersion(),
						certificate, null);
			}
			try {
				CertificateSyntax.require(certificate);
			}
			catch (CertificateParsingException ex) {
				throw malformed(PrintableText.of(String.valueOf(ex.getMessage())), certificate, ex);
			}
		}
	}

	private static PeerRejectedException malformed(String evidence, X509Certificate certificate,
			@Nullable Exception cause) {
		return new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE, evidence, certificate, cause);
	}

}
