package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;
import java.util.HashSet;
import java.util.Set;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of an answer, or of what it says of one certificate. One that is
 * critical and not understood makes the answer useless.
 */
final class OcspExtensions {

	private OcspExtensions() {
	}

	/**
	 * Reads extensions.
	 * @param explicit the element around them
	 * @param understood the object identifier, in its encoded form, of the only extension
	 * that matters; empty for none
	 * @return the value of that extension, or {@code null} if it is not there
	 * @throws CertificateParsingException if they are malformed, one is there twice, or
	 * another one is critical
	 */
	static @Nullable DerElement read(DerElement explicit, String understood) throws CertificateParsingException {
		DerReader extensions = explicit.reader().only(DerReader.SEQUENCE).reader();
		Set<String> seen = new HashSet<>();
		DerElement found = null;
		while (extensions.hasNext()) {
			DerReader extension = extensions.next(DerReader.SEQUENCE).reader();
			String oid = extension.next(DerReader.OBJECT_IDENTIFIER).hex();
			boolean critical = extension.nextIs(DerReader.BOOLEAN) && isTrue(extension.next());
			DerElement value = extension.only(DerReader.OCTET_STRING);
			if (!seen.add(oid)) {
				throw new CertificateParsingException("Unable to read extensions: expected each once");
			}
			if (oid.equals(understood)) {
				found = value;
			}
			else if (critical) {
				throw new CertificateParsingException("Unable to use an answer with a critical extension '" + oid
						+ "': expected one that is understood");
			}
		}
		return found;
	}

	private static boolean isTrue(DerElement element) throws CertificateParsingException {
		if (element.length() != 1 || (element.octet(0) != 0 && element.octet(0) != 0xFF)) {
			throw new CertificateParsingException("Unable to read a boolean: expected one octet of zeros or ones");
		}
		return element.octet(0) != 0;
	}

}
