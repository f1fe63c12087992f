package io.mtlsboot.revocation;

import java.security.cert.CRLReason;
import java.security.cert.CertificateParsingException;
import java.util.List;
import java.util.stream.IntStream;

import io.mtlsboot.asn1.DerCursor;

/**
 * The reasons for which certificates are revoked, as the bits of one number: bit 0 is not
 * used.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13">RFC 5280
 * §4.2.1.13</a>
 */
final class Reasons {

	/** From {@code keyCompromise} to {@code aACompromise}. */
	static final int ALL = 0x1FE;

	static final int COUNT = 9;

	private static final List<CRLReason> NAMES = List.of(CRLReason.UNUSED, CRLReason.KEY_COMPROMISE,
			CRLReason.CA_COMPROMISE, CRLReason.AFFILIATION_CHANGED, CRLReason.SUPERSEDED,
			CRLReason.CESSATION_OF_OPERATION, CRLReason.CERTIFICATE_HOLD, CRLReason.PRIVILEGE_WITHDRAWN,
			CRLReason.AA_COMPROMISE);

	private Reasons() {
	}

	/**
	 * Reads {@code ReasonFlags}.
	 * @param bits the content of a bit string
	 * @return the reasons
	 */
	static int read(DerCursor bits) throws CertificateParsingException {
		// The first octet says how many bits of the last one are unused
		if (bits.length() == 0 || bits.length() > 3 || bits.octet(0) > 7) {
			throw new CertificateParsingException("Unable to read reasons: expected a bit string of at most 9 bits");
		}
		int reasons = 0;
		for (int i = 0; i < COUNT && i / 8 + 1 < bits.length(); i++) {
			if ((bits.octet(i / 8 + 1) & (0x80 >>> (i % 8))) != 0) {
				reasons |= 1 << i;
			}
		}
		return reasons & ALL;
	}

	static List<CRLReason> names(int reasons) {
		return IntStream.range(0, COUNT).filter((i) -> (reasons & (1 << i)) != 0).mapToObj(NAMES::get).toList();
	}

}
