package io.mtlsboot.revocation.ocsp;

import java.security.cert.CRLReason;
import java.security.cert.CertificateParsingException;
import java.time.Instant;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;

/**
 * What a responder says of one certificate.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.1">RFC 6960 §4.2.1</a>
 */
sealed interface CertStatus {

	/**
	 * Reads a status.
	 * @param element the element, one of three
	 * @return the status
	 * @throws CertificateParsingException if it is none of them
	 */
	static CertStatus read(DerElement element) throws CertificateParsingException {
		boolean empty = element.length() == 0;
		if (element.tag() == DerReader.CONTEXT && empty) {
			return new Good();
		}
		if (element.tag() == (DerReader.CONTEXT | DerReader.CONSTRUCTED | 1)) {
			return Revoked.read(element.reader());
		}
		if (element.tag() == (DerReader.CONTEXT | 2) && empty) {
			return new Unknown();
		}
		throw new CertificateParsingException("Unable to read a status of tag 0x" + Integer.toHexString(element.tag())
				+ ": expected good, revoked or unknown");
	}

	/**
	 * Whether nothing that is said later can change it.
	 * @return {@code true} if it is revoked and not only on hold
	 */
	default boolean isFinal() {
		return this instanceof Revoked revoked && revoked.reason() != CRLReason.CERTIFICATE_HOLD;
	}

	/**
	 * It is not revoked.
	 */
	record Good() implements CertStatus {
	}

	/**
	 * The responder does not know it.
	 */
	record Unknown() implements CertStatus {
	}

	/**
	 * It is revoked.
	 *
	 * @param since since when
	 * @param reason why
	 */
	record Revoked(Instant since, CRLReason reason) implements CertStatus {

		private static final int REASON = DerReader.CONTEXT | DerReader.CONSTRUCTED;

		private static final int ENUMERATED = 0x0A;

		private static Revoked read(DerReader info) throws CertificateParsingException {
			Instant since = GeneralizedTime.next(info);
			if (!info.hasNext()) {
				return new Revoked(since, CRLReason.UNSPECIFIED);
			}
			DerElement reason = info.only(REASON).reader().only(ENUMERATED);
			CRLReason[] reasons = CRLReason.values();
			// The constants are in the order of RFC 5280 §5.3.1, with a gap that is
			// UNUSED
			if (reason.length() != 1 || reason.octet(0) >= reasons.length
					|| reasons[reason.octet(0)] == CRLReason.UNUSED) {
				throw new CertificateParsingException("Unable to read a reason: expected one of RFC 5280 §5.3.1");
			}
			return new Revoked(since, reasons[reason.octet(0)]);
		}

	}

}
