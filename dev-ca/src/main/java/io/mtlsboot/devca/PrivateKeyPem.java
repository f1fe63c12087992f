package io.mtlsboot.devca;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * Writes private keys as text, in each of the forms that are in use.
 */
final class PrivateKeyPem {

	// By its object identifier, the JDK knows AES-256-CBC only without padding. Not
	// registered, so that the rest of the JVM sees nothing of it
	private static final Provider PROVIDER = new BouncyCastleProvider();

	private static final int ITERATIONS = 10_000;

	private PrivateKeyPem() {
	}

	static String pkcs8(PrivateKey key) {
		return Pem.block("PRIVATE KEY", key.getEncoded());
	}

	static String encryptedPkcs8(PrivateKey key, char[] password) {
		try {
			OutputEncryptor encryptor = new JcePKCSPBEOutputEncryptorBuilder(CMSAlgorithm.AES256_CBC)
				.setProvider(PROVIDER)
				.setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
				.setIterationCount(ITERATIONS)
				.setRandom(Randomness.SOURCE)
				.build(password);
			byte[] der = new PKCS8EncryptedPrivateKeyInfoBuilder(PrivateKeyInfo.getInstance(key.getEncoded()))
				.build(encryptor)
				.getEncoded();
			return Pem.block("ENCRYPTED PRIVATE KEY", der);
		}
		catch (OperatorCreationException | IOException ex) {
			throw new DevCaException("Unable to encrypt a private key", ex);
		}
	}

	static String traditional(PrivateKey key, PublicKey publicKey) {
		PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
		try {
			return switch (key.getAlgorithm()) {
				case "RSA" -> Pem.block("RSA PRIVATE KEY", der(info.parsePrivateKey().toASN1Primitive()));
				case "EC" -> Pem.block("EC PRIVATE KEY", der(sec1((ECPrivateKey) key, info, publicKey)));
				default -> throw new DevCaException("Unable to write a key of type '" + key.getAlgorithm()
						+ "' in a traditional form: expected 'RSA' (PKCS#1) or 'EC' (SEC1)");
			};
		}
		catch (IOException ex) {
			throw new DevCaException("Unable to encode a private key in its traditional form", ex);
		}
	}

	private static ASN1Object sec1(ECPrivateKey key, PrivateKeyInfo info, PublicKey publicKey) {
		// RFC 5915 3: the curve is part of it, unlike inside PKCS#8
		return new org.bouncycastle.asn1.sec.ECPrivateKey(key.getParams().getOrder().bitLength(), key.getS(),
				SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()).getPublicKeyData(),
				info.getPrivateKeyAlgorithm().getParameters());
	}

	private static byte[] der(ASN1Object object) throws IOException {
		return object.getEncoded(ASN1Encoding.DER);
	}

}
