package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;

/**
 * Whether a certificate may speak for others: sign certificates or revocation lists.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3">RFC 5280
 * §4.2.1.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9">RFC 5280
 * §4.2.1.9</a>
 */
public final class SigningRights {

	// 2.5.29.19
	private static final String BASIC_CONSTRAINTS = "551d13";

	// 2.5.29.15
	private static final String KEY_USAGE = "551d0f";

	// keyCertSign is bit 5 and cRLSign is bit 6, counted from the left
	private static final int CERTIFICATE_OR_CRL_SIGN = 0x06;

	private SigningRights() {
	}

	/**
	 * Whether a certificate claims any of these rights: as a CA, or with the key usage
	 * {@code keyCertSign} or {@code cRLSign}.
	 * @param certificate the certificate
	 * @return {@code true} if it claims one
	 * @throws CertificateParsingException if one of the two extensions is not valid DER
	 */
	public static boolean areClaimedBy(X509Certificate certificate) throws CertificateParsingException {
		TbsCertificate tbs = TbsCertificate.of(certificate);
		DerReader basicConstraints = tbs.extension(BASIC_CONSTRAINTS);
		DerReader keyUsage = tbs.extension(KEY_USAGE);
		boolean authority = basicConstraints != null && isAuthority(basicConstraints);
		return (keyUsage != null && maySign(keyUsage)) || authority;
	}

	private static boolean isAuthority(DerReader extension) throws CertificateParsingException {
		DerReader content = extension.only(DerReader.SEQUENCE).reader();
		boolean authority = false;
		if (content.nextIs(DerReader.BOOLEAN)) {
			DerElement value = content.next();
			if (value.length() != 1) {
				throw new CertificateParsingException("Unable to read the basic constraints: expected a boolean");
			}
			authority = value.octet(0) != 0;
		}
		if (content.hasNext()) {
			content.only(DerReader.INTEGER);
		}
		return authority;
	}

	private static boolean maySign(DerReader extension) throws CertificateParsingException {
		DerElement bits = extension.only(DerReader.BIT_STRING);
		// The first octet says how many bits of the last one are unused
		if (bits.length() == 0 || bits.octet(0) > 7) {
			throw new CertificateParsingException("Unable to read the key usage: expected a bit string");
		}
		return bits.length() > 1 && (bits.octet(1) & CERTIFICATE_OR_CRL_SIGN) != 0;
	}

}
