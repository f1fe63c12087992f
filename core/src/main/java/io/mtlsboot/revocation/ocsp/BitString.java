package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;
import java.util.Arrays;

import io.mtlsboot.asn1.DerElement;

/**
 * A bit string of whole octets, such as a key or a signature.
 */
final class BitString {

	private BitString() {
	}

	static byte[] octets(DerElement element) throws CertificateParsingException {
		// The first octet says how many bits of the last one are unused
		if (element.length() == 0 || element.octet(0) != 0) {
			throw new CertificateParsingException("Unable to read a bit string: expected whole octets");
		}
		byte[] content = element.octets();
		return Arrays.copyOfRange(content, 1, content.length);
	}

}
