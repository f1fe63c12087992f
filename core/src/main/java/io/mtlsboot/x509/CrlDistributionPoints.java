package io.mtlsboot.x509;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;

/**
 * Where a certificate says that revocation lists are to be had.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13">RFC 5280
 * §4.2.1.13</a>
 */
public final class CrlDistributionPoints {

	// 2.5.29.31
	private static final String CRL_DISTRIBUTION_POINTS = "551d1f";

	private static final int DISTRIBUTION_POINT = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int FULL_NAME = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int RELATIVE_NAME = DerReader.CONTEXT | DerReader.CONSTRUCTED | 1;

	private static final int REASONS = DerReader.CONTEXT | 1;

	private static final int CRL_ISSUER = DerReader.CONTEXT | DerReader.CONSTRUCTED | 2;

	private static final int UNIFORM_RESOURCE_IDENTIFIER = DerReader.CONTEXT | 6;

	private CrlDistributionPoints() {
	}

	/**
	 * Reads where to fetch lists by HTTP.
	 * @param certificate the certificate
	 * @param max how many addresses are enough
	 * @return the distinct {@code http} URIs in the order of the certificate, at most so
	 * many; names of other kinds and what is no URI are left out
	 * @throws CertificateParsingException if the extension is not valid DER
	 */
	public static List<URI> httpUris(X509Certificate certificate, int max) throws CertificateParsingException {
		DerReader extension = TbsCertificate.of(certificate).extension(CRL_DISTRIBUTION_POINTS);
		if (extension == null) {
			return List.of();
		}
		Set<URI> uris = new LinkedHashSet<>();
		DerReader points = extension.only(DerReader.SEQUENCE).reader();
		do {
			addUris(points.next(DerReader.SEQUENCE).reader(), uris);
		}
		while (points.hasNext());
		return uris.stream().limit(max).toList();
	}

	private static void addUris(DerReader point, Set<URI> uris) throws CertificateParsingException {
		boolean named = point.nextIs(DISTRIBUTION_POINT);
		if (named) {
			DerReader name = point.next().reader();
			for (DerElement general : names(name)) {
				addUri(general, uris);
			}
			name.end();
		}
		if (point.nextIs(REASONS)) {
			point.next();
		}
		// Without a name, a list is to be looked for in the directory of its issuer
		if (!named || point.hasNext()) {
			point.next(CRL_ISSUER);
		}
		point.end();
	}

	private static List<DerElement> names(DerReader name) throws CertificateParsingException {
		if (name.nextIs(RELATIVE_NAME)) {
			name.next();
			return List.of();
		}
		DerReader fullName = name.next(FULL_NAME).reader();
		List<DerElement> names = new ArrayList<>();
		do {
			names.add(fullName.next());
		}
		while (fullName.hasNext());
		return names;
	}

	private static void addUri(DerElement name, Set<URI> uris) {
		if (name.tag() != UNIFORM_RESOURCE_IDENTIFIER) {
			return;
		}
		try {
			URI uri = new URI(name.ascii('!'));
			if ("http".equalsIgnoreCase(uri.getScheme())) {
				uris.add(uri);
			}
		}
		catch (CertificateParsingException | URISyntaxException ex) {
			// Others may be better, and none is no answer either
		}
	}

}
