package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.revocation.ocsp.OcspSettings.IdHash;
import io.mtlsboot.x509.PrintableText;

/**
 * Who an answer says has signed it.
 */
sealed interface ResponderId {

	/**
	 * Whether a certificate is that of the responder.
	 * @param certificate the certificate
	 * @return whether it has the name or the key
	 * @throws CertificateParsingException if its key cannot be read
	 */
	boolean isOf(X509Certificate certificate) throws CertificateParsingException;

	/**
	 * Reads who it is.
	 * @param element the element, one of two
	 * @return the name or the key
	 * @throws CertificateParsingException if it is none of them
	 */
	static ResponderId read(DerElement element) throws CertificateParsingException {
		int constructed = DerReader.CONTEXT | DerReader.CONSTRUCTED;
		if (element.tag() == (constructed | 1)) {
			return new ByName(name(element.reader().only(DerReader.SEQUENCE)));
		}
		if (element.tag() == (constructed | 2)) {
			return new ByKey(element.reader().only(DerReader.OCTET_STRING).hex());
		}
		throw new CertificateParsingException("Unable to read a responder of tag 0x"
				+ Integer.toHexString(element.tag()) + ": expected a name or the digest of a key");
	}

	private static X500Principal name(DerElement element) throws CertificateParsingException {
		try {
			return new X500Principal(element.encoded());
		}
		catch (IllegalArgumentException ex) {
			throw new CertificateParsingException("Unable to read the name of a responder: expected a Name", ex);
		}
	}

	/**
	 * By name.
	 *
	 * @param name its name
	 */
	record ByName(X500Principal name) implements ResponderId {

		@Override
		public boolean isOf(X509Certificate certificate) {
			return this.name.equals(certificate.getSubjectX500Principal());
		}

		@Override
		public String toString() {
			return "'" + PrintableText.of(this.name) + "'";
		}

	}

	/**
	 * By key.
	 *
	 * @param hash the SHA-1 digest of its key, in hexadecimal digits
	 */
	record ByKey(String hash) implements ResponderId {

		@Override
		public boolean isOf(X509Certificate certificate) throws CertificateParsingException {
			return this.hash.equals(CertId.keyHash(certificate.getPublicKey(), IdHash.SHA_1));
		}

		@Override
		public String toString() {
			return "a key with the SHA-1 digest " + PrintableText.of(this.hash);
		}

	}

}
