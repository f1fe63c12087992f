package io.mtlsboot.revocation;

import java.security.cert.CertificateParsingException;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.asn1.DerCursor;
import io.mtlsboot.asn1.DerReader;

/**
 * Which certificates a CRL is for.
 *
 * @param names the names of the distribution points; empty if it is for all
 * @param userOnly whether it is for certificates of others than CAs only
 * @param caOnly whether it is for those of CAs only
 * @param attributeOnly whether it is for attribute certificates only
 * @param reasons the reasons that it lists
 * @param indirect whether it may list certificates of other issuers
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.2.5">RFC 5280 §5.2.5</a>
 */
record IssuingDistributionPoint(Set<PointName> names, boolean userOnly, boolean caOnly, boolean attributeOnly,
		int reasons, boolean indirect) {

	/** A CRL without the extension: all certificates of its issuer, for all reasons. */
	static final IssuingDistributionPoint NONE = new IssuingDistributionPoint(Set.of(), false, false, false,
			Reasons.ALL, false);

	private static final int NAME = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int USER_ONLY = DerReader.CONTEXT | 1;

	private static final int CA_ONLY = DerReader.CONTEXT | 2;

	private static final int SOME_REASONS = DerReader.CONTEXT | 3;

	private static final int INDIRECT = DerReader.CONTEXT | 4;

	private static final int ATTRIBUTE_ONLY = DerReader.CONTEXT | 5;

	/**
	 * Reads the extension.
	 * @param extension a cursor before its content
	 * @param issuer the issuer of the CRL
	 */
	static IssuingDistributionPoint read(DerCursor extension, X500Principal issuer) throws CertificateParsingException {
		DerCursor fields = extension.only(DerReader.SEQUENCE).inside();
		Set<PointName> names = fields.nextIs(NAME) ? PointName.read(fields.next().inside(), issuer) : Set.of();
		boolean userOnly = flag(fields, USER_ONLY);
		boolean caOnly = flag(fields, CA_ONLY);
		int reasons = fields.nextIs(SOME_REASONS) ? Reasons.read(fields.next()) : Reasons.ALL;
		boolean indirect = flag(fields, INDIRECT);
		boolean attributeOnly = flag(fields, ATTRIBUTE_ONLY);
		fields.requireEnd();
		return new IssuingDistributionPoint(names, userOnly, caOnly, attributeOnly, reasons, indirect);
	}

	private static boolean flag(DerCursor fields, int tag) throws CertificateParsingException {
		return fields.nextIs(tag) && ExtensionCursor.isTrue(fields.next());
	}

	/**
	 * Whether it is for the certificates of CAs, or of others.
	 * @param ca whether the certificate is that of a CA
	 */
	boolean covers(boolean ca) {
		return !this.attributeOnly && !(ca ? this.userOnly : this.caOnly);
	}

}
