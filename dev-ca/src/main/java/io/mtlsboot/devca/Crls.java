package io.mtlsboot.devca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * Signs lists of revoked certificates.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5">RFC 5280, 5</a>
 */
final class Crls {

	private Crls() {
	}

	static X509CRL sign(IssuedCertificate issuer, Map<BigInteger, Instant> revoked, Instant thisUpdate,
			Instant nextUpdate) {
		X509v2CRLBuilder builder = new X509v2CRLBuilder(
				X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
				Date.from(thisUpdate));
		builder.setNextUpdate(Date.from(nextUpdate));
		revoked.forEach((serial, since) -> builder.addCRLEntry(serial, Date.from(since), CRLReason.unspecified));
		try {
			// RFC 5280 5.2.3: greater with every list, which the time is
			builder.addExtension(Extension.cRLNumber, false,
					new CRLNumber(BigInteger.valueOf(thisUpdate.toEpochMilli())));
			builder.addExtension(Extension.authorityKeyIdentifier, false,
					new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
			byte[] der = builder.build(Minter.signer(issuer.privateKey(), null)).getEncoded();
			return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new DevCaException("Unable to sign a list of revoked certificates", ex);
		}
	}

}
