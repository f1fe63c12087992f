package io.mtlsboot.revocation.ocsp;

import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.util.HexFormat;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.asn1.DerWriter;

/**
 * What ties an answer to a request.
 *
 * @param hex its octets as hexadecimal digits
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9654#section-2.1">RFC 9654 §2.1</a>
 */
record Nonce(String hex) {

	/** 1.3.6.1.5.5.7.48.1.2. */
	static final String OID = "2b0601050507300102";

	private static final int LENGTH = 32;

	private static final int MAX_LENGTH = 128;

	private static final SecureRandom RANDOM = new SecureRandom();

	static Nonce random() {
		byte[] octets = new byte[LENGTH];
		RANDOM.nextBytes(octets);
		return new Nonce(HexFormat.of().formatHex(octets));
	}

	static Nonce read(DerElement value) throws CertificateParsingException {
		DerElement octets = value.reader().only(DerReader.OCTET_STRING);
		if (octets.length() == 0 || octets.length() > MAX_LENGTH) {
			throw new CertificateParsingException(
					"Unable to read a nonce of " + octets.length() + " octets: expected 1 to " + MAX_LENGTH);
		}
		return new Nonce(octets.hex());
	}

	byte[] extension() {
		byte[] value = DerWriter.octetString(HexFormat.of().parseHex(this.hex));
		return DerWriter.sequence(DerWriter.objectIdentifier(OID), DerWriter.octetString(value));
	}

}
