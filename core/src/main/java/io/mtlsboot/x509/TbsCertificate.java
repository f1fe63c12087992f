package io.mtlsboot.x509;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/**
 * The signed part of a certificate, as it was signed.
 * <p>
 * The accessors of {@link X509Certificate} leave out an extension that they cannot parse
 * and overlook a second one of the same kind if one of the two is malformed. Here both
 * are an error.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280 §4.1</a>
 */
final class TbsCertificate {

	private static final int VERSION = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int EXTENSIONS = DerReader.CONTEXT | DerReader.CONSTRUCTED | 3;

	private static final int ISSUER_UNIQUE_ID = DerReader.CONTEXT | 1;

	private static final int SUBJECT_UNIQUE_ID = DerReader.CONTEXT | 2;

	private final DerElement signatureAlgorithm;

	private final DerElement issuer;

	private final DerElement validity;

	private final DerElement subject;

	private final Map<String, DerElement> extensions;

	private TbsCertificate(DerElement signatureAlgorithm, DerElement issuer, DerElement validity, DerElement subject,
			Map<String, DerElement> extensions) {
		this.signatureAlgorithm = signatureAlgorithm;
		this.issuer = issuer;
		this.validity = validity;
		this.subject = subject;
		this.extensions = extensions;
	}

	static TbsCertificate of(X509Certificate certificate) throws CertificateParsingException {
		DerReader tbs = DerReader.of(encoded(certificate)).only(DerReader.SEQUENCE).reader();
		skip(tbs, VERSION);
		tbs.next(DerReader.INTEGER);
		DerElement signatureAlgorithm = tbs.next(DerReader.SEQUENCE);
		DerElement issuer = tbs.next(DerReader.SEQUENCE);
		DerElement validity = tbs.next(DerReader.SEQUENCE);
		DerElement subject = tbs.next(DerReader.SEQUENCE);
		tbs.next(DerReader.SEQUENCE);
		skip(tbs, ISSUER_UNIQUE_ID);
		skip(tbs, SUBJECT_UNIQUE_ID);
		if (!tbs.hasNext()) {
			return new TbsCertificate(signatureAlgorithm, issuer, validity, subject, Map.of());
		}
		DerElement extensions = tbs.only(EXTENSIONS);
		return new TbsCertificate(signatureAlgorithm, issuer, validity, subject,
				extensions(extensions.reader().only(DerReader.SEQUENCE).reader()));
	}

	/**
	 * With which algorithm it says that it is signed.
	 * @return the encoded algorithm identifier
	 */
	byte[] signatureAlgorithm() {
		return this.signatureAlgorithm.encoded();
	}

	/**
	 * The content of the issuer: relative distinguished names.
	 * @return a reader over them
	 */
	DerReader issuer() {
		return this.issuer.reader();
	}

	/**
	 * The content of the validity: two times.
	 * @return a reader over them
	 */
	DerReader validity() {
		return this.validity.reader();
	}

	/**
	 * The content of the subject: relative distinguished names.
	 * @return a reader over them
	 */
	DerReader subject() {
		return this.subject.reader();
	}

	/**
	 * The DER encoding in an extension.
	 * @param oid the hexadecimal form of the encoded object identifier
	 * @return a reader over it, or {@code null} if there is no such extension
	 */
	@Nullable DerReader extension(String oid) {
		DerElement value = this.extensions.get(oid);
		return (value != null) ? value.reader() : null;
	}

	private static byte[] encoded(X509Certificate certificate) throws CertificateParsingException {
		try {
			return certificate.getTBSCertificate().clone();
		}
		catch (CertificateEncodingException | RuntimeException ex) {
			// Whoever implements the certificate, what it does wrong is its own fault
			throw new CertificateParsingException("Unable to read the signed part of a certificate", ex);
		}
	}

	private static void skip(DerReader reader, int tag) throws CertificateParsingException {
		if (reader.nextIs(tag)) {
			reader.next();
		}
	}

	private static Map<String, DerElement> extensions(DerReader reader) throws CertificateParsingException {
		Map<String, DerElement> extensions = new LinkedHashMap<>();
		while (reader.hasNext()) {
			DerReader extension = reader.next(DerReader.SEQUENCE).reader();
			String oid = extension.next(DerReader.OBJECT_IDENTIFIER).hex();
			skip(extension, DerReader.BOOLEAN);
			// RFC 5280 4.2: no more than one instance of a particular extension
			if (extensions.put(oid, extension.only(DerReader.OCTET_STRING)) != null) {
				throw new CertificateParsingException(
						"Unable to read the extensions of a certificate: expected each once, found '" + oid
								+ "' twice");
			}
		}
		return extensions;
	}

}
