package io.mtlsboot.revocation;

import java.security.cert.CertificateParsingException;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.asn1.DerCursor;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.asn1.DerWriter;

/**
 * Reads distinguished names.
 */
final class DirectoryName {

	/** More than any name has: the JDK makes many objects of one. */
	private static final int MAX_LENGTH = 16 * 1024;

	private DirectoryName() {
	}

	/**
	 * Reads a name.
	 * @param element the element with its sequence
	 * @return the name
	 */
	static X500Principal read(DerCursor element) throws CertificateParsingException {
		if (element.length() > MAX_LENGTH) {
			throw new CertificateParsingException("Unable to read a distinguished name: expected at most " + MAX_LENGTH
					+ " octets, found " + element.length());
		}
		return principal(element.encoded());
	}

	/**
	 * Puts a name and one more relative distinguished name together.
	 * @param base the name
	 * @param relative the element whose content are the attributes of the latter
	 * @return the name below
	 */
	static X500Principal below(X500Principal base, DerCursor relative) throws CertificateParsingException {
		if (relative.length() > MAX_LENGTH) {
			throw new CertificateParsingException("Unable to read a relative distinguished name: expected at most "
					+ MAX_LENGTH + " octets, found " + relative.length());
		}
		return principal(DerWriter.sequence(DerCursor.of(base.getEncoded()).only(DerReader.SEQUENCE).octets(),
				DerWriter.element(DerReader.SET, relative.octets())));
	}

	private static X500Principal principal(byte[] encoded) throws CertificateParsingException {
		try {
			return new X500Principal(encoded);
		}
		catch (RuntimeException ex) {
			// What it cannot parse, and what makes its parser fail
			throw new CertificateParsingException("Unable to read a distinguished name", ex);
		}
	}

}
