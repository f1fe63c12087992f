package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Optional;

import io.mtlsboot.asn1.DerReader;

/**
 * Tells keys apart that have the same name. A hint that anybody can claim, never a proof.
 *
 * @param hex the identifier in hexadecimal form
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.1">RFC 5280 §4.2.1.1
 * and §4.2.1.2</a>
 */
public record KeyIdentifier(String hex) {

	// 2.5.29.35
	private static final String AUTHORITY_KEY_IDENTIFIER = "551d23";

	// 2.5.29.14
	private static final String SUBJECT_KEY_IDENTIFIER = "551d0e";

	private static final int KEY_IDENTIFIER = DerReader.CONTEXT;

	/**
	 * Which key a certificate says that it was signed with.
	 * @param certificate the certificate
	 * @return the identifier; empty if there is none, or if it cannot be read
	 */
	public static Optional<KeyIdentifier> ofIssuer(X509Certificate certificate) {
		try {
			DerReader extension = TbsCertificate.of(certificate).extension(AUTHORITY_KEY_IDENTIFIER);
			if (extension == null) {
				return Optional.empty();
			}
			DerReader content = extension.only(DerReader.SEQUENCE).reader();
			return content.nextIs(KEY_IDENTIFIER) ? Optional.of(new KeyIdentifier(content.next().hex()))
					: Optional.empty();
		}
		catch (CertificateParsingException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Which key a certificate says that it certifies.
	 * @param certificate the certificate
	 * @return the identifier; empty if there is none, or if it cannot be read
	 */
	public static Optional<KeyIdentifier> of(X509Certificate certificate) {
		try {
			DerReader extension = TbsCertificate.of(certificate).extension(SUBJECT_KEY_IDENTIFIER);
			return (extension != null) ? Optional.of(new KeyIdentifier(extension.only(DerReader.OCTET_STRING).hex()))
					: Optional.empty();
		}
		catch (CertificateParsingException ex) {
			return Optional.empty();
		}
	}

}
