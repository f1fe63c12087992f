package io.mtlsboot.autoconfigure;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.security.auth.x500.X500Principal;

/**
 * A certificate that notes what is done to it: read, encoded, hashed, compared, printed.
 */
public final class WatchedCertificate extends X509Certificate {

	private static final long serialVersionUID = 1L;

	private final transient X509Certificate certificate;

	private final transient Queue<String> touched = new ConcurrentLinkedQueue<>();

	public WatchedCertificate(X509Certificate certificate) {
		this.certificate = certificate;
	}

	public Collection<String> touched() {
		return this.touched;
	}

	private X509Certificate at(String method) {
		this.touched.add(method);
		return this.certificate;
	}

	@Override
	public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
		at("checkValidity").checkValidity();
	}

	@Override
	public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
		at("checkValidity").checkValidity(date);
	}

	@Override
	public int getVersion() {
		return at("getVersion").getVersion();
	}

	@Override
	public BigInteger getSerialNumber() {
		return at("getSerialNumber").getSerialNumber();
	}

	@Override
	@SuppressWarnings("deprecation")
	public Principal getIssuerDN() {
		return at("getIssuerDN").getIssuerDN();
	}

	@Override
	@SuppressWarnings("deprecation")
	public Principal getSubjectDN() {
		return at("getSubjectDN").getSubjectDN();
	}

	@Override
	public X500Principal getIssuerX500Principal() {
		return at("getIssuerX500Principal").getIssuerX500Principal();
	}

	@Override
	public X500Principal getSubjectX500Principal() {
		return at("getSubjectX500Principal").getSubjectX500Principal();
	}

	@Override
	public Date getNotBefore() {
		return at("getNotBefore").getNotBefore();
	}

	@Override
	public Date getNotAfter() {
		return at("getNotAfter").getNotAfter();
	}

	@Override
	public byte[] getTBSCertificate() throws CertificateEncodingException {
		return at("getTBSCertificate").getTBSCertificate();
	}

	@Override
	public byte[] getSignature() {
		return at("getSignature").getSignature();
	}

	@Override
	public String getSigAlgName() {
		return at("getSigAlgName").getSigAlgName();
	}

	@Override
	public String getSigAlgOID() {
		return at("getSigAlgOID").getSigAlgOID();
	}

	@Override
	public byte[] getSigAlgParams() {
		return at("getSigAlgParams").getSigAlgParams();
	}

	@Override
	public boolean[] getIssuerUniqueID() {
		return at("getIssuerUniqueID").getIssuerUniqueID();
	}

	@Override
	public boolean[] getSubjectUniqueID() {
		return at("getSubjectUniqueID").getSubjectUniqueID();
	}

	@Override
	public boolean[] getKeyUsage() {
		return at("getKeyUsage").getKeyUsage();
	}

	@Override
	public int getBasicConstraints() {
		return at("getBasicConstraints").getBasicConstraints();
	}

	@Override
	public byte[] getEncoded() throws CertificateEncodingException {
		return at("getEncoded").getEncoded();
	}

	@Override
	public void verify(PublicKey key) throws CertificateException, NoSuchAlgorithmException, InvalidKeyException,
			NoSuchProviderException, SignatureException {
		at("verify").verify(key);
	}

	@Override
	public void verify(PublicKey key, String provider) throws CertificateException, NoSuchAlgorithmException,
			InvalidKeyException, NoSuchProviderException, SignatureException {
		at("verify").verify(key, provider);
	}

	@Override
	public PublicKey getPublicKey() {
		return at("getPublicKey").getPublicKey();
	}

	@Override
	public boolean hasUnsupportedCriticalExtension() {
		return at("hasUnsupportedCriticalExtension").hasUnsupportedCriticalExtension();
	}

	@Override
	public Set<String> getCriticalExtensionOIDs() {
		return at("getCriticalExtensionOIDs").getCriticalExtensionOIDs();
	}

	@Override
	public Set<String> getNonCriticalExtensionOIDs() {
		return at("getNonCriticalExtensionOIDs").getNonCriticalExtensionOIDs();
	}

	@Override
	public byte[] getExtensionValue(String oid) {
		return at("getExtensionValue").getExtensionValue(oid);
	}

	@Override
	public Collection<List<?>> getSubjectAlternativeNames() throws CertificateParsingException {
		return at("getSubjectAlternativeNames").getSubjectAlternativeNames();
	}

	@Override
	public boolean equals(Object other) {
		return at("equals").equals(other);
	}

	@Override
	public int hashCode() {
		return at("hashCode").hashCode();
	}

	@Override
	public String toString() {
		return at("toString").toString();
	}

}
