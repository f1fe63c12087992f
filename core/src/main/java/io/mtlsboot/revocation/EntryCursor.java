package io.mtlsboot.revocation;

import java.security.cert.CRLReason;
import java.security.cert.CertificateParsingException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.asn1.DerCursor;
import io.mtlsboot.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a CRL one after the other, each of them whole and strictly.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.3">RFC 5280 §5.3</a>
 */
final class EntryCursor {

	private static final int ENUMERATED = 0x0A;

	/** RFC 5280 §5.1.2.6 asks for 20, and more than this nobody has. */
	private static final int MAX_SERIAL_LENGTH = 127;

	/** By their codes, RFC 5280 §5.3.1; 7 is not used. */
	private static final List<CRLReason> REASONS = List.of(CRLReason.UNSPECIFIED, CRLReason.KEY_COMPROMISE,
			CRLReason.CA_COMPROMISE, CRLReason.AFFILIATION_CHANGED, CRLReason.SUPERSEDED,
			CRLReason.CESSATION_OF_OPERATION, CRLReason.CERTIFICATE_HOLD, CRLReason.UNUSED, CRLReason.REMOVE_FROM_CRL,
			CRLReason.PRIVILEGE_WITHDRAWN, CRLReason.AA_COMPROMISE);

	private final DerCursor entries;

	private long since;

	private CRLReason reason = CRLReason.UNSPECIFIED;

	private @Nullable X500Principal issuer;

	private @Nullable String unknown;

	/**
	 * Reads entries.
	 * @param entries a cursor before the first
	 */
	EntryCursor(DerCursor entries) {
		this.entries = entries;
	}

	boolean next() throws CertificateParsingException {
		if (!this.entries.hasNext()) {
			return false;
		}
		DerCursor entry = this.entries.next(DerReader.SEQUENCE).inside();
		requireSerial(entry.next(DerReader.INTEGER));
		this.since = CrlTime.seconds(entry.next());
		this.reason = CRLReason.UNSPECIFIED;
		this.issuer = null;
		if (entry.hasNext()) {
			read(new ExtensionCursor(entry.only(DerReader.SEQUENCE).inside()));
		}
		return true;
	}

	private static void requireSerial(DerCursor serial) throws CertificateParsingException {
		int length = serial.length();
		if (length == 0 || length > MAX_SERIAL_LENGTH) {
			throw malformed("a serial number of 1 to " + MAX_SERIAL_LENGTH + " octets");
		}
		// X.690 §8.3.2: the first nine bits are not all the same
		if (length > 1 && serial.octet(0) == ((serial.octet(1) < 0x80) ? 0 : 0xFF)) {
			throw malformed("a serial number in the fewest octets");
		}
	}

	private void read(ExtensionCursor extensions) throws CertificateParsingException {
		boolean hasReason = false;
		while (extensions.next()) {
			switch (extensions.arc()) {
				case ExtensionCursor.REASON_CODE -> {
					requireFirst(!hasReason);
					hasReason = true;
					this.reason = reason(extensions.value().only(ENUMERATED));
				}
				case ExtensionCursor.CERTIFICATE_ISSUER -> {
					requireFirst(this.issuer == null);
					this.issuer = issuer(extensions.value().only(DerReader.SEQUENCE).inside());
				}
				// RFC 5280 §5.3.2: since when the key may have been known, which changes
				// nothing
				case ExtensionCursor.INVALIDITY_DATE -> extensions.value().only(CrlTime.GENERALIZED_TIME);
				default -> remember(extensions);
			}
		}
	}

	private void remember(ExtensionCursor extension) throws CertificateParsingException {
		if (extension.isCritical() && this.unknown == null) {
			this.unknown = extension.identifier();
		}
	}

	private static void requireFirst(boolean first) throws CertificateParsingException {
		if (!first) {
			throw malformed("each extension of an entry once");
		}
	}

	private static CRLReason reason(DerCursor code) throws CertificateParsingException {
		int reason = (code.length() == 1) ? code.octet(0) : REASONS.size();
		if (reason >= REASONS.size() || REASONS.get(reason) == CRLReason.UNUSED) {
			throw malformed("a reason code of RFC 5280");
		}
		return REASONS.get(reason);
	}

	private static X500Principal issuer(DerCursor names) throws CertificateParsingException {
		Set<X500Principal> issuers = PointName.directoryNames(names);
		if (issuers.size() != 1) {
			throw malformed("one distinguished name as issuer of a certificate");
		}
		return issuers.iterator().next();
	}

	private static CertificateParsingException malformed(String expected) {
		return new CertificateParsingException("Unable to read an entry of a CRL: expected " + expected);
	}

	// Where the entry begins.
	int offset() {
		return this.entries.begin();
	}

	// Whether the certificate is revoked: a complete CRL has nothing to remove.
	boolean isRevocation() {
		return this.reason != CRLReason.REMOVE_FROM_CRL;
	}

	RevokedEntry entry() {
		return new RevokedEntry(Instant.ofEpochSecond(this.since), this.reason);
	}

	// Who issued the certificate, if the entry says so: those that follow mean it too
	@Nullable X500Principal issuer() {
		return this.issuer;
	}

	// A critical extension, of any entry so far, that is not known here.
	@Nullable String unknown() {
		return this.unknown;
	}

}
