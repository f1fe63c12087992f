package io.mtlsboot.identity;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A certificate of a class that does what it wants.
 */
class FailingCertificate extends X509Certificate {

	private static final long serialVersionUID = 1L;

	private final transient Supplier<byte[]> tbsCertificate;

	FailingCertificate(Supplier<byte[]> tbsCertificate) {
		this.tbsCertificate = tbsCertificate;
	}

	@Override
	public byte[] getTBSCertificate() {
		return this.tbsCertificate.get();
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
	public byte[] getEncoded() {
		throw new IllegalStateException("hostile");
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
