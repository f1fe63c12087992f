package io.mtlsboot.material;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.revocation.RevocationList;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A CRL to sign, right or wrong: what {@code DevCa} does not do. From a minute ago and,
 * unless told otherwise, without nextUpdate.
 */
public final class CrlSpec {

	private final X509v2CRLBuilder builder;

	private final IssuedCertificate issuer;

	private String algorithm = "SHA256withECDSA";

	private CrlSpec(IssuedCertificate issuer, X500Name name) {
		this.issuer = issuer;
		this.builder = new X509v2CRLBuilder(name, Date.from(Instant.now().minusSeconds(60)));
	}

	public static CrlSpec of(IssuedCertificate issuer) {
		return new CrlSpec(issuer, X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()));
	}

	public static CrlSpec named(IssuedCertificate issuer, String name) {
		return new CrlSpec(issuer, new X500Name(name));
	}

	public CrlSpec nextUpdate(Instant nextUpdate) {
		this.builder.setNextUpdate(Date.from(nextUpdate));
		return this;
	}

	public CrlSpec revoke(IssuedCertificate certificate, int reason) {
		this.builder.addCRLEntry(certificate.certificate().getSerialNumber(), new Date(), reason);
		return this;
	}

	public CrlSpec revoke(BigInteger serial, int reason) {
		this.builder.addCRLEntry(serial, new Date(), reason);
		return this;
	}

	public CrlSpec revokeOf(String issuer, BigInteger serial) throws Exception {
		this.builder.addCRLEntry(serial, new Date(), new Extensions(new Extension(Extension.certificateIssuer, true,
				new GeneralNames(new GeneralName(GeneralName.directoryName, issuer)).getEncoded())));
		return this;
	}

	public CrlSpec scope(IssuingDistributionPoint scope) throws Exception {
		this.builder.addExtension(Extension.issuingDistributionPoint, true, scope);
		return this;
	}

	public CrlSpec with(Customizer customizer) throws Exception {
		customizer.customize(this.builder);
		return this;
	}

	public CrlSpec algorithm(String algorithm) {
		this.algorithm = algorithm;
		return this;
	}

	public X509CRL sign() throws Exception {
		return parse(encoded());
	}

	public RevocationList list() throws Exception {
		return RevocationList.of(encoded(), "test");
	}

	public byte[] encoded() throws Exception {
		return encoded(new JcaContentSignerBuilder(this.algorithm).build(this.issuer.privateKey()));
	}

	public byte[] encoded(ContentSigner signer) throws Exception {
		return this.builder.build(signer).getEncoded();
	}

	public static X509CRL parse(byte[] der) throws Exception {
		return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
	}

	public static BigInteger serial(IssuedCertificate certificate) {
		return certificate.certificate().getSerialNumber();
	}

	@FunctionalInterface
	public interface Customizer {

		void customize(X509v2CRLBuilder builder) throws Exception;

	}

}
