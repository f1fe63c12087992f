package io.mtlsboot.autoconfigure.proof;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.asn1.DerWriter;

/**
 * A certificate that nobody can believe: its key is made now, it signs itself, and is
 * forgotten. But for that it is a good client certificate.
 *
 * @param certificate the certificate
 * @param privateKey its key
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280 §4.1</a>
 */
record StrangerCertificate(X509Certificate certificate, PrivateKey privateKey) {

	private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final int UTC_TIME_TAG = 0x17;

	private static final int EXPLICIT = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int VERSION_3 = 2;

	private static final String ECDSA_WITH_SHA256 = "2A8648CE3D040302";

	private static final String COMMON_NAME = "550403";

	private static final String EXTENDED_KEY_USAGE = "551D25";

	private static final String CLIENT_AUTH = "2B06010505070302";

	static StrangerCertificate create(Instant now) {
		try {
			KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
			keys.initialize(new ECGenParameterSpec("secp256r1"));
			KeyPair pair = keys.generateKeyPair();
			byte[] content = content(pair, now);
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(pair.getPrivate());
			signature.update(content);
			byte[] encoded = DerWriter.sequence(content, algorithm(), bitString(signature.sign()));
			X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(encoded));
			return new StrangerCertificate(certificate, pair.getPrivate());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Unable to make a certificate: this JDK has no ECDSA on P-256", ex);
		}
	}

	private static byte[] content(KeyPair pair, Instant now) {
		BigInteger serial = new BigInteger(Long.SIZE, new SecureRandom()).setBit(0);
		byte[] name = name("mtls self-proof");
		byte[] validity = DerWriter.sequence(time(now.minus(Duration.ofHours(1))), time(now.plus(Duration.ofHours(1))));
		byte[] clientAuth = DerWriter.sequence(DerWriter.objectIdentifier(EXTENDED_KEY_USAGE),
				DerWriter.octetString(DerWriter.sequence(DerWriter.objectIdentifier(CLIENT_AUTH))));
		return DerWriter.sequence(DerWriter.element(EXPLICIT, DerWriter.integer(BigInteger.valueOf(VERSION_3))),
				DerWriter.integer(serial), algorithm(), name, validity, name, pair.getPublic().getEncoded(),
				DerWriter.element(EXPLICIT | 3, DerWriter.sequence(clientAuth)));
	}

	private static byte[] algorithm() {
		return DerWriter.sequence(DerWriter.objectIdentifier(ECDSA_WITH_SHA256));
	}

	private static byte[] name(String commonName) {
		byte[] text = DerWriter.element(DerReader.UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8));
		return DerWriter.sequence(
				DerWriter.element(DerReader.SET, DerWriter.sequence(DerWriter.objectIdentifier(COMMON_NAME), text)));
	}

	private static byte[] time(Instant time) {
		return DerWriter.element(UTC_TIME_TAG, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] bitString(byte[] octets) {
		return DerWriter.element(DerReader.BIT_STRING, new byte[] { 0 }, octets);
	}

}
