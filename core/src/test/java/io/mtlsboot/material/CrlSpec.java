package io.mtlsboot.material;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;

import io.mtlsboot.devca.IssuedCertificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v2CRLBuilder;
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

	public CrlSpec with(Customizer customizer) throws Exception {
		customizer.customize(this.builder);
		return this;
	}

	public CrlSpec algorithm(String algorithm) {
		this.algorithm = algorithm;
		return this;
	}

	public X509CRL sign() throws Exception {
		byte[] der = this.builder.build(new JcaContentSignerBuilder(this.algorithm).build(this.issuer.privateKey()))
			.getEncoded();
		return parse(der);
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
