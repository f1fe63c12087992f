package io.mtlsboot.autoconfigure.security;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/**
 * A certificate of a class that says it equals every other, and fails at everything but
 * its encoding.
 */
final class LyingCertificate extends X509Certificate {

	private static final long serialVersionUID = 1L;

	private final transient byte[] encoding;

	LyingCertificate(byte... encoding) {
		this.encoding = encoding;
	}

	@Override
	public byte[] getTBSCertificate() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public void checkValidity() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public void checkValidity(Date date) {
		throw new IllegalStateException("hostile");
	}

	@Override
	public int getVersion() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public BigInteger getSerialNumber() {
		throw new IllegalStateException("hostile");
	}

	@Override
	@SuppressWarnings("deprecation")
	public Principal getIssuerDN() {
		throw new IllegalStateException("hostile");
	}

	@Override
	@SuppressWarnings("deprecation")
	public Principal getSubjectDN() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public Date getNotBefore() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public Date getNotAfter() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public byte[] getSignature() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public String getSigAlgName() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public String getSigAlgOID() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public byte[] getSigAlgParams() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public boolean[] getIssuerUniqueID() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public boolean[] getSubjectUniqueID() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public boolean[] getKeyUsage() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public int getBasicConstraints() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public byte[] getEncoded() throws CertificateEncodingException {
		if (this.encoding.length == 0) {
			throw new CertificateEncodingException("hostile");
		}
		return this.encoding.clone();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof X509Certificate;
	}

	@Override
	public int hashCode() {
		return 1;
	}

	@Override
	public void verify(PublicKey key) {
		throw new IllegalStateException("hostile");
	}

	@Override
	public void verify(PublicKey key, String provider) {
		throw new IllegalStateException("hostile");
	}

	@Override
	public String toString() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public PublicKey getPublicKey() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public boolean hasUnsupportedCriticalExtension() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public Set<String> getCriticalExtensionOIDs() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public Set<String> getNonCriticalExtensionOIDs() {
		throw new IllegalStateException("hostile");
	}

	@Override
	public byte[] getExtensionValue(String oid) {
		throw new IllegalStateException("hostile");
	}

}
