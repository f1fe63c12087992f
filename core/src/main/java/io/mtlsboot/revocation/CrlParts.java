package io.mtlsboot.revocation;

import java.security.cert.CertificateParsingException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.asn1.DerCursor;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What a CRL is made of.
 *
 * @param issuer who issued it
 * @param thisUpdate when it was made
 * @param nextUpdate when there will be a newer one, if it says so
 * @param scope which certificates it is for
 * @param entries who is on it
 * @param signature the signature
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.1">RFC 5280 §5.1</a>
 */
record CrlParts(X500Principal issuer, Instant thisUpdate, @Nullable Instant nextUpdate, IssuingDistributionPoint scope,
		CrlEntries entries, CrlSignature signature) {

	private static final int EXTENSIONS = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	/** Version 2 is written as 1. */
	private static final int VERSION_2 = 1;

	static CrlParts read(byte[] der) throws CertificateParsingException, UnsupportedCrlException {
		DerCursor crl = DerCursor.of(der).only(DerReader.SEQUENCE).inside();
		DerCursor list = DerCursor.of(der, crl.next(DerReader.SEQUENCE).begin(), crl.end()).next();
		CrlSignature signature = CrlSignature.read(der, list, crl);
		DerCursor fields = list.inside();
		boolean extensible = isVersion2(fields);
		fields.next(DerReader.SEQUENCE);
		X500Principal issuer = issuer(fields.next(DerReader.SEQUENCE));
		Instant thisUpdate = CrlTime.instant(fields.next());
		Instant nextUpdate = CrlTime.isNext(fields) ? CrlTime.instant(fields.next()) : null;
		DerCursor content = fields.nextIs(DerReader.SEQUENCE) ? fields.next().inside() : null;
		try {
			IssuingDistributionPoint scope = (extensible && fields.hasNext())
					? scope(fields.only(EXTENSIONS).inside(), issuer) : IssuingDistributionPoint.NONE;
			fields.requireEnd();
			CrlEntries entries = (content != null) ? CrlEntries.read(der, content, issuer, scope.indirect())
					: CrlEntries.none();
			return new CrlParts(issuer, thisUpdate, nextUpdate, scope, entries, signature);
		}
		catch (UnsupportedCrlException ex) {
			throw new UnsupportedCrlException("the CRL of '" + PrintableText.of(issuer) + "' " + ex.getMessage());
		}
	}

	private static boolean isVersion2(DerCursor fields) throws CertificateParsingException {
		if (!fields.nextIs(DerReader.INTEGER)) {
			return false;
		}
		fields.next();
		if (fields.length() != 1 || fields.octet(0) != VERSION_2) {
			throw new CertificateParsingException("Unable to read the version of a CRL: expected none or version 2");
		}
		return true;
	}

	private static X500Principal issuer(DerCursor name) throws CertificateParsingException {
		// RFC 5280 §5.1.2.3: not an empty one
		if (name.length() == 0) {
			throw new CertificateParsingException("Unable to read the issuer of a CRL: expected a name");
		}
		return DirectoryName.read(name);
	}

	private static IssuingDistributionPoint scope(DerCursor content, X500Principal issuer)
			throws CertificateParsingException, UnsupportedCrlException {
		IssuingDistributionPoint scope = IssuingDistributionPoint.NONE;
		Set<String> seen = new HashSet<>();
		ExtensionCursor extensions = new ExtensionCursor(content.only(DerReader.SEQUENCE).inside());
		while (extensions.next()) {
			String identifier = extensions.identifier();
			if (!seen.add(identifier)) {
				throw new CertificateParsingException(
						"Unable to read the extensions of a CRL: expected each once, found " + identifier + " twice");
			}
			switch (extensions.arc()) {
				// It must be critical, and it is not ignored if it is not
				case ExtensionCursor.ISSUING_DISTRIBUTION_POINT -> {
					scope = IssuingDistributionPoint.read(extensions.value(), issuer);
				}
				case ExtensionCursor.DELTA_CRL_INDICATOR -> throw new UnsupportedCrlException("is a delta CRL");
				// Neither changes what the entries mean
				case ExtensionCursor.CRL_NUMBER, ExtensionCursor.AUTHORITY_KEY_IDENTIFIER -> extensions.value().next();
				default -> requireNotCritical(extensions);
			}
		}
		return scope;
	}

	private static void requireNotCritical(ExtensionCursor extension)
			throws CertificateParsingException, UnsupportedCrlException {
		if (extension.isCritical()) {
			throw new UnsupportedCrlException(
					"has the critical extension " + extension.identifier() + ", which is not known here");
		}
	}

}
