package io.mtlsboot.material;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.util.Date;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

/**
 * A CRL of somebody's own making: override what it does otherwise.
 */
public class ForwardingCrl extends X509CRL {

	private final X509CRL crl;

	public ForwardingCrl(X509CRL crl) {
		this.crl = crl;
	}

	@Override
	public byte[] getEncoded() throws CRLException {
		return this.crl.getEncoded();
	}

	@Override
	public void verify(PublicKey key) throws CRLException, NoSuchAlgorithmException, InvalidKeyException,
			NoSuchProviderException, SignatureException {
		this.crl.verify(key);
	}

	@Override
	public void verify(PublicKey key, String provider) throws CRLException, NoSuchAlgorithmException,
			InvalidKeyException, NoSuchProviderException, SignatureException {
		this.crl.verify(key, provider);
	}

	@Override
	public int getVersion() {
		return this.crl.getVersion();
	}

	@Override
	@Deprecated
	public Principal getIssuerDN() {
		return this.crl.getIssuerX500Principal();
	}

	@Override
	public X500Principal getIssuerX500Principal() {
		return this.crl.getIssuerX500Principal();
	}

	@Override
	public Date getThisUpdate() {
		return this.crl.getThisUpdate();
	}

	@Override
	public Date getNextUpdate() {
		return this.crl.getNextUpdate();
	}

	@Override
	public X509CRLEntry getRevokedCertificate(BigInteger serialNumber) {
		return this.crl.getRevokedCertificate(serialNumber);
	}

	@Override
	public Set<? extends X509CRLEntry> getRevokedCertificates() {
		return this.crl.getRevokedCertificates();
	}

	@Override
	public byte[] getTBSCertList() throws CRLException {
		return this.crl.getTBSCertList();
	}

	@Override
	public byte[] getSignature() {
		return this.crl.getSignature();
	}

	@Override
	public String getSigAlgName() {
		return this.crl.getSigAlgName();
	}

	@Override
	public String getSigAlgOID() {
		return this.crl.getSigAlgOID();
	}

	@Override
	public byte[] getSigAlgParams() {
		return this.crl.getSigAlgParams();
	}

	@Override
	public boolean isRevoked(Certificate certificate) {
		return this.crl.isRevoked(certificate);
	}

	@Override
	public boolean hasUnsupportedCriticalExtension() {
		return this.crl.hasUnsupportedCriticalExtension();
	}

	@Override
	public Set<String> getCriticalExtensionOIDs() {
		return this.crl.getCriticalExtensionOIDs();
	}

	@Override
	public Set<String> getNonCriticalExtensionOIDs() {
		return this.crl.getNonCriticalExtensionOIDs();
	}

	@Override
	public byte[] getExtensionValue(String oid) {
		return this.crl.getExtensionValue(oid);
	}

	@Override
	public String toString() {
		return "CRL";
	}

}
