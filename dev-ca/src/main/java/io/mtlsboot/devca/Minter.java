package io.mtlsboot.devca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link LeafSpec} into a signed certificate.
 */
final class Minter {

	private Minter() {
	}

	static IssuedCertificate selfSigned(LeafSpec spec, Clock clock) {
		KeyPair keys = spec.keys();
		Signer signer = new Signer(spec.subject(), keys.getPublic(), keys.getPrivate());
		return new IssuedCertificate(List.of(sign(spec, keys.getPublic(), signer, clock)), keys.getPrivate());
	}

	static IssuedCertificate issued(LeafSpec spec, IssuedCertificate issuer, Clock clock) {
		KeyPair keys = spec.keys();
		X509Certificate certificate = issuer.certificate();
		Signer signer = new Signer(X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
				certificate.getPublicKey(), issuer.privateKey());
		List<X509Certificate> chain = new ArrayList<>();
		chain.add(sign(spec, keys.getPublic(), signer, clock));
		issuer.chain().stream().filter((each) -> !isRoot(each)).forEach(chain::add);
		return new IssuedCertificate(chain, keys.getPrivate());
	}

	static ContentSigner signer(PrivateKey key, @Nullable String algorithm) {
		String used = (algorithm != null) ? algorithm : defaultAlgorithm(key);
		try {
			return new JcaContentSignerBuilder(used).setSecureRandom(Randomness.SOURCE).build(key);
		}
		catch (OperatorCreationException | IllegalArgumentException ex) {
			throw new DevCaException("Unable to sign with algorithm '" + Text.escape(used)
					+ "': expected one that fits the issuer's key of type '" + key.getAlgorithm() + "'", ex);
		}
	}

	private static X509Certificate sign(LeafSpec spec, PublicKey subjectKey, Signer signer, Clock clock) {
		ValiditySpec.Interval validity = spec.validity(clock);
		X509v3CertificateBuilder builder = new X509v3CertificateBuilder(signer.name(), spec.serial(),
				Date.from(validity.notBefore()), Date.from(validity.notAfter()), spec.subject(),
				SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()));
		ContentSigner contentSigner = signer(signer.privateKey(), spec.signatureAlgorithm());
		try {
			boolean emptySubject = spec.subject().getRDNs().length == 0;
			for (Extension extension : spec.extensions().build(emptySubject, subjectKey, signer.publicKey()).values()) {
				builder.addExtension(extension);
			}
			byte[] der = builder.build(contentSigner).getEncoded();
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(der));
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new DevCaException("Unable to issue a certificate for '" + Text.escape(spec.subject().toString())
					+ "': the JDK cannot represent it", ex);
		}
	}

	static String defaultAlgorithm(PrivateKey key) {
		return switch (key.getAlgorithm()) {
			case "RSA" -> "SHA256withRSA";
			case "EC" -> ecAlgorithm(((ECKey) key).getParams().getOrder().bitLength());
			default -> "Ed25519";
		};
	}

	private static String ecAlgorithm(int bits) {
		// RFC 5480 4: a digest about as strong as the curve
		if (bits > 384) {
			return "SHA512withECDSA";
		}
		return (bits > 256) ? "SHA384withECDSA" : "SHA256withECDSA";
	}

	private static boolean isRoot(X509Certificate certificate) {
		return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
	}

	private record Signer(X500Name name, PublicKey publicKey, PrivateKey privateKey) {

		@Override
		public String toString() {
			return "Signer[name=" + Text.escape(this.name.toString()) + "]";
		}

	}

}
