package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;

import io.mtlsboot.asn1.DerReader;

/**
 * What a key may be used for in a TLS handshake, as its certificate's extended key usage
 * says.
 * <p>
 * A certificate without that extension may be used for every purpose; one that cannot be
 * parsed may be used for none, although the JDK's own accessor reports that extension as
 * absent unless it is critical.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12">RFC 5280
 * §4.2.1.12</a>
 */
public enum KeyPurpose {

	/**
	 * The key authenticates the side that accepts the connection.
	 */
	SERVER_AUTH("1.3.6.1.5.5.7.3.1", "2b06010505070301", "serverAuth"),

	/**
	 * The key authenticates the side that opens the connection.
	 */
	CLIENT_AUTH("1.3.6.1.5.5.7.3.2", "2b06010505070302", "clientAuth");

	// 2.5.29.37
	private static final String EXTENDED_KEY_USAGE = "551d25";

	// 2.5.29.37.0
	private static final String ANY = "551d2500";

	private final String oid;

	private final String encodedOid;

	private final String label;

	KeyPurpose(String oid, String encodedOid, String label) {
		this.oid = oid;
		this.encodedOid = encodedOid;
		this.label = label;
	}

	/**
	 * The object identifier of the purpose.
	 * @return the dotted form, such as {@code 1.3.6.1.5.5.7.3.1}
	 */
	public String oid() {
		return this.oid;
	}

	/**
	 * Whether the extended key usage of a certificate includes this purpose.
	 * @param certificate the certificate to look at
	 * @return {@code true} if the purpose, or any purpose, is allowed
	 */
	public boolean isAllowedBy(X509Certificate certificate) {
		try {
			DerReader extension = TbsCertificate.of(certificate).extension(EXTENDED_KEY_USAGE);
			if (extension == null) {
				return true;
			}
			Set<String> allowed = read(extension);
			return allowed.contains(this.encodedOid) || allowed.contains(ANY);
		}
		catch (CertificateParsingException ex) {
			return false;
		}
	}

	private static Set<String> read(DerReader extension) throws CertificateParsingException {
		DerReader purposes = extension.only(DerReader.SEQUENCE).reader();
		Set<String> oids = new HashSet<>();
		while (purposes.hasNext()) {
			oids.add(purposes.next(DerReader.OBJECT_IDENTIFIER).hex());
		}
		return oids;
	}

	/**
	 * The name of the purpose as RFC 5280 writes it.
	 * @return {@code serverAuth} or {@code clientAuth}
	 */
	@Override
	public String toString() {
		return this.label;
	}

}
