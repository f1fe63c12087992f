package io.mtlsboot.revocation.ocsp;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.asn1.DerWriter;
import io.mtlsboot.revocation.ocsp.OcspSettings.IdHash;

/**
 * What OCSP names a certificate by: digests of the name and the key of its issuer, and
 * its serial number.
 *
 * @param hash the object identifier of the digest in its encoded form, in hexadecimal
 * digits
 * @param nameHash the digest of the issuer's name, in hexadecimal digits
 * @param keyHash the digest of the issuer's key, in hexadecimal digits
 * @param serial the serial number
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.1.1">RFC 6960 §4.1.1</a>
 */
record CertId(String hash, String nameHash, String keyHash, BigInteger serial) {

	private static final int NULL = 0x05;

	static CertId of(X509Certificate certificate, X509Certificate issuer, IdHash hash)
			throws CertificateParsingException {
		byte[] name = certificate.getIssuerX500Principal().getEncoded();
		return new CertId(hash.encodedOid(), digest(hash, name), digest(hash, keyBits(issuer.getPublicKey())),
				certificate.getSerialNumber());
	}

	static CertId read(DerElement sequence) throws CertificateParsingException {
		DerReader id = sequence.reader();
		DerReader algorithm = id.next(DerReader.SEQUENCE).reader();
		String hash = algorithm.next(DerReader.OBJECT_IDENTIFIER).hex();
		if (algorithm.hasNext() && algorithm.only(NULL).length() != 0) {
			throw new CertificateParsingException("Unable to read the digest of a CertID: expected no parameters");
		}
		String nameHash = id.next(DerReader.OCTET_STRING).hex();
		String keyHash = id.next(DerReader.OCTET_STRING).hex();
		return new CertId(hash, nameHash, keyHash, id.only(DerReader.INTEGER).integer());
	}

	byte[] encoded() {
		// With NULL, as the first responders wrote it and all of them read it
		byte[] algorithm = DerWriter.sequence(DerWriter.objectIdentifier(this.hash), DerWriter.element(NULL));
		return DerWriter.sequence(algorithm, octets(this.nameHash), octets(this.keyHash),
				DerWriter.integer(this.serial));
	}

	private static byte[] octets(String hex) {
		return DerWriter.octetString(HexFormat.of().parseHex(hex));
	}

	/**
	 * The digest of a key: of its bits, without tag, length and the number of unused
	 * bits.
	 */
	static String keyHash(PublicKey key, IdHash hash) throws CertificateParsingException {
		return digest(hash, keyBits(key));
	}

	private static byte[] keyBits(PublicKey key) throws CertificateParsingException {
		byte[] encoded = key.getEncoded();
		if (encoded == null) {
			throw new CertificateParsingException("Unable to read a key: expected one that has an encoding");
		}
		DerReader info = DerReader.of(encoded).only(DerReader.SEQUENCE).reader();
		info.next(DerReader.SEQUENCE);
		return BitString.octets(info.only(DerReader.BIT_STRING));
	}

	private static String digest(IdHash hash, byte[] octets) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance(hash.algorithm()).digest(octets));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(
					"Unable to compute a digest: expected this JVM to know '" + hash.algorithm() + "'", ex);
		}
	}

}
