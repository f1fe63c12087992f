package io.mtlsboot.revocation;

import java.security.cert.CertificateParsingException;

import io.mtlsboot.asn1.DerCursor;
import io.mtlsboot.asn1.DerReader;

/**
 * Reads the extensions of a CRL, or of an entry of it, one after the other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280 §4.1</a>
 */
final class ExtensionCursor {

	// The last arcs of the identifiers of extensions, behind 2.5.29
	static final int CRL_NUMBER = 20;

	static final int REASON_CODE = 21;

	static final int INVALIDITY_DATE = 24;

	static final int DELTA_CRL_INDICATOR = 27;

	static final int ISSUING_DISTRIBUTION_POINT = 28;

	static final int CERTIFICATE_ISSUER = 29;

	static final int AUTHORITY_KEY_IDENTIFIER = 35;

	static final int OTHER = -1;

	private static final int TRUE = 0xFF;

	private static final int MAX_ARC = 0x7F;

	// 2.5.29, RFC 5280 §4.2
	private static final int[] PREFIX = { 0x55, 0x1D };

	private final DerCursor extensions;

	private int arc = OTHER;

	private byte[] identifier = {};

	private boolean critical;

	private DerCursor value;

	/**
	 * Reads extensions.
	 * @param extensions a cursor before the first
	 */
	ExtensionCursor(DerCursor extensions) throws CertificateParsingException {
		// RFC 5280 §4.1: at least one
		if (!extensions.hasNext()) {
			throw new CertificateParsingException("Unable to read extensions: expected at least one, found none");
		}
		this.extensions = extensions;
		this.value = extensions;
	}

	/**
	 * Moves to the next extension.
	 * @return {@code false} if there is none
	 */
	boolean next() throws CertificateParsingException {
		if (!this.extensions.hasNext()) {
			return false;
		}
		DerCursor extension = this.extensions.next(DerReader.SEQUENCE).inside();
		this.arc = arc(extension.next(DerReader.OBJECT_IDENTIFIER));
		if (this.arc == OTHER) {
			this.identifier = extension.encoded();
		}
		// FALSE in so many words is not DER, but some CAs write it, and it is not
		// ambiguous
		this.critical = extension.nextIs(DerReader.BOOLEAN) && isTrue(extension.next());
		this.value = extension.only(DerReader.OCTET_STRING).inside();
		return true;
	}

	private static int arc(DerCursor identifier) {
		return (identifier.length() == 3 && identifier.octet(0) == PREFIX[0] && identifier.octet(1) == PREFIX[1]
				&& identifier.octet(2) <= MAX_ARC) ? identifier.octet(2) : OTHER;
	}

	static boolean isTrue(DerCursor element) throws CertificateParsingException {
		if (element.length() != 1 || (element.octet(0) != 0 && element.octet(0) != TRUE)) {
			throw new CertificateParsingException("Unable to read a boolean: expected 0x00 or 0xff");
		}
		return element.octet(0) == TRUE;
	}

	// Which extension it is, if it is one of those above.
	int arc() {
		return this.arc;
	}

	boolean isCritical() {
		return this.critical;
	}

	// The DER encoding in the extension.
	DerCursor value() {
		return this.value;
	}

	// The object identifier with dots.
	String identifier() throws CertificateParsingException {
		return (this.arc != OTHER) ? "2.5.29." + this.arc
				: ObjectIdentifiers.text(DerCursor.of(this.identifier).only(DerReader.OBJECT_IDENTIFIER));
	}

}
