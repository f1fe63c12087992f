package io.mtlsboot.revocation;

import java.security.cert.CertificateParsingException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.asn1.DerCursor;
import io.mtlsboot.asn1.DerReader;

/**
 * The name of a distribution point: by it, a certificate says which of the CRLs of its CA
 * it is to be looked for on, and a CRL says which one it is.
 *
 * @param tag the kind of name
 * @param value the canonical form of a distinguished name; the octets, in hexadecimal
 * form, of any other
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13">RFC 5280
 * §4.2.1.13</a>
 */
record PointName(int tag, String value) {

	private static final int FULL_NAME = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int NAME_RELATIVE_TO_ISSUER = DerReader.CONTEXT | DerReader.CONSTRUCTED | 1;

	private static final int DIRECTORY_NAME = DerReader.CONTEXT | DerReader.CONSTRUCTED | 4;

	private static final int MAX_NAMES = 256;

	static PointName of(X500Principal name) {
		return new PointName(DIRECTORY_NAME, name.getName(X500Principal.CANONICAL));
	}

	/**
	 * Reads a {@code DistributionPointName}.
	 * @param choice a cursor before the element
	 * @param issuer what a relative name is relative to
	 * @return at least one name
	 */
	static Set<PointName> read(DerCursor choice, X500Principal issuer) throws CertificateParsingException {
		if (choice.nextIs(NAME_RELATIVE_TO_ISSUER)) {
			return Set.of(of(DirectoryName.below(issuer, choice.only(NAME_RELATIVE_TO_ISSUER))));
		}
		DerCursor names = choice.only(FULL_NAME).inside();
		Set<PointName> read = new LinkedHashSet<>();
		do {
			names.next();
			read.add((names.tag() == DIRECTORY_NAME) ? of(directoryName(names))
					: new PointName(names.tag(), HexFormat.of().formatHex(names.octets())));
		}
		while (names.hasNext() && read.size() < MAX_NAMES);
		names.requireEnd();
		return read;
	}

	/**
	 * Reads the distinguished names among {@code GeneralNames}.
	 * @param names a cursor before the first name
	 * @return the names; empty if there are only others
	 */
	static Set<X500Principal> directoryNames(DerCursor names) throws CertificateParsingException {
		Set<X500Principal> read = new LinkedHashSet<>();
		while (names.hasNext() && read.size() < MAX_NAMES) {
			names.next();
			if (names.tag() == DIRECTORY_NAME) {
				read.add(directoryName(names));
			}
		}
		names.requireEnd();
		return read;
	}

	private static X500Principal directoryName(DerCursor name) throws CertificateParsingException {
		return DirectoryName.read(name.inside().only(DerReader.SEQUENCE));
	}

}
