package io.mtlsboot.revocation;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.asn1.DerCursor;
import io.mtlsboot.asn1.DerReader;

/**
 * Where a certificate says that it is to be looked for.
 *
 * @param names the names of the distribution point, or of its issuers if it has none
 * @param reasons the reasons for which it would be found there
 * @param issuers who signs that CRL; empty if it is the issuer of the certificate
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13">RFC 5280
 * §4.2.1.13</a>
 */
record DistributionPoint(Set<PointName> names, int reasons, Set<X500Principal> issuers) {

	private static final String EXTENSION = "2.5.29.31";

	private static final int NAME = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int REASONS = DerReader.CONTEXT | 1;

	private static final int ISSUERS = DerReader.CONTEXT | DerReader.CONSTRUCTED | 2;

	private static final int MAX_POINTS = 32;

	/**
	 * The distribution points of a certificate. If they cannot be read, only the last one
	 * is known: then fewer CRLs say that the certificate is good.
	 * @param certificate the certificate
	 * @return those that it names, and the one that each has: its issuer
	 */
	static List<DistributionPoint> of(X509Certificate certificate) {
		X500Principal issuer = certificate.getIssuerX500Principal();
		List<DistributionPoint> points = new ArrayList<>(named(certificate, issuer));
		// RFC 5280 §6.3.3: CRLs that no distribution point names, but that the issuer
		// signed
		points.add(new DistributionPoint(Set.of(PointName.of(issuer)), Reasons.ALL, Set.of()));
		return Collections.unmodifiableList(points);
	}

	private static List<DistributionPoint> named(X509Certificate certificate, X500Principal issuer) {
		byte[] extension = certificate.getExtensionValue(EXTENSION);
		if (extension == null) {
			return List.of();
		}
		try {
			DerCursor points = DerCursor.of(extension).only(DerReader.OCTET_STRING).inside();
			points = points.only(DerReader.SEQUENCE).inside();
			List<DistributionPoint> named = new ArrayList<>();
			while (points.hasNext() && named.size() < MAX_POINTS) {
				named.add(read(points.next(DerReader.SEQUENCE).inside(), issuer));
			}
			return named;
		}
		catch (CertificateParsingException ex) {
			return List.of();
		}
	}

	private static DistributionPoint read(DerCursor fields, X500Principal issuer) throws CertificateParsingException {
		DerCursor name = fields.nextIs(NAME) ? fields.next().inside() : null;
		int reasons = fields.nextIs(REASONS) ? Reasons.read(fields.next()) : Reasons.ALL;
		boolean indirect = fields.nextIs(ISSUERS);
		Set<X500Principal> issuers = indirect ? PointName.directoryNames(fields.next().inside()) : Set.of();
		fields.requireEnd();
		if (indirect && issuers.isEmpty()) {
			throw new CertificateParsingException("Unable to read a cRLIssuer: expected a distinguished name");
		}
		Set<PointName> names = (name != null) ? PointName.read(name, base(issuers, issuer)) : names(issuers);
		return new DistributionPoint(names, reasons, issuers);
	}

	/** RFC 5280 §4.2.1.13: with several issuers there must not be a relative name. */
	private static X500Principal base(Set<X500Principal> issuers, X500Principal issuer) {
		return issuers.isEmpty() ? issuer : issuers.iterator().next();
	}

	private static Set<PointName> names(Set<X500Principal> issuers) {
		return Set.copyOf(issuers.stream().map(PointName::of).toList());
	}

	/**
	 * For which reasons a CRL says whether a certificate is revoked.
	 * @param crl the CRL
	 * @param certificate the certificate, which has this distribution point
	 * @return the reasons; none if the CRL is not one of this distribution point
	 */
	int reasons(RevocationList crl, X509Certificate certificate) {
		IssuingDistributionPoint scope = crl.scope();
		boolean issuer = this.issuers.isEmpty() ? crl.issuer().equals(certificate.getIssuerX500Principal())
				: scope.indirect() && this.issuers.contains(crl.issuer());
		boolean named = scope.names().isEmpty() || !Collections.disjoint(scope.names(), this.names);
		boolean covered = scope.covers(certificate.getBasicConstraints() != -1);
		return (issuer && named && covered) ? scope.reasons() & this.reasons : 0;
	}

}
