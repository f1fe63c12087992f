package io.mtlsboot.revocation.ocsp;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked.
 *
 * @param uri where it is
 * @param trusted whether we were configured to ask it; otherwise the certificate says so
 */
record Responder(URI uri, boolean trusted) {

	private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

	// 1.3.6.1.5.5.7.48.1
	private static final String OCSP = "2b06010505073001";

	private static final int URI_NAME = DerReader.CONTEXT | 6;

	private static final int MAX_LENGTH = 2_048;

	private static final int MAX_DESCRIPTIONS = 16;

	/**
	 * The first responder that a certificate names and that is asked by {@code http}.
	 * @param certificate a certificate of a path that is valid
	 * @return the responder, or {@code null} if it names none
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1">RFC 5280
	 * §4.2.2.1</a>
	 */
	static @Nullable Responder of(X509Certificate certificate) {
		byte[] extension = certificate.getExtensionValue(AUTHORITY_INFORMATION_ACCESS);
		if (extension == null) {
			return null;
		}
		try {
			return first(DerReader.of(extension).only(DerReader.OCTET_STRING).reader().only(DerReader.SEQUENCE));
		}
		catch (CertificateParsingException ex) {
			return null;
		}
	}

	private static @Nullable Responder first(DerElement access) throws CertificateParsingException {
		DerReader descriptions = access.reader();
		for (int i = 0; i < MAX_DESCRIPTIONS && descriptions.hasNext(); i++) {
			DerReader description = descriptions.next(DerReader.SEQUENCE).reader();
			String method = description.next(DerReader.OBJECT_IDENTIFIER).hex();
			DerElement location = description.next();
			if (method.equals(OCSP) && location.tag() == URI_NAME && location.length() <= MAX_LENGTH) {
				URI uri = http(location.ascii('!'));
				if (uri != null) {
					return new Responder(uri, false);
				}
			}
		}
		return null;
	}

	private static @Nullable URI http(String text) {
		try {
			URI uri = new URI(text);
			return ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) ? uri : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		return "'" + PrintableText.of(this.uri.toString()) + "'";
	}

}
