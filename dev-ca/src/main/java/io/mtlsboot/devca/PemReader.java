package io.mtlsboot.devca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * Reads back the files that this package writes.
 */
final class PemReader {

	private static final Pattern BLOCK = Pattern
		.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

	private PemReader() {
	}

	static List<X509Certificate> certificates(Path file) {
		List<X509Certificate> certificates = new ArrayList<>();
		try {
			CertificateFactory factory = CertificateFactory.getInstance("X.509");
			for (byte[] der : blocks(file, "CERTIFICATE")) {
				Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(der));
				certificates.add((X509Certificate) certificate);
			}
		}
		catch (GeneralSecurityException ex) {
			throw new DevCaException("Unable to read a certificate from '" + file + "'", ex);
		}
		return certificates;
	}

	static PrivateKey privateKey(Path file) {
		try {
			byte[] der = blocks(file, "PRIVATE KEY").get(0);
			return new JcaPEMKeyConverter().getPrivateKey(PrivateKeyInfo.getInstance(der));
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new DevCaException("Unable to read a private key from '" + file + "': expected one in PKCS#8", ex);
		}
	}

	private static List<byte[]> blocks(Path file, String label) {
		List<byte[]> blocks = new ArrayList<>();
		try {
			Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
			while (matcher.find()) {
				if (matcher.group(1).equals(label)) {
					blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
				}
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new DevCaException("Unable to read the PEM file '" + file + "'", ex);
		}
		if (blocks.isEmpty()) {
			throw new DevCaException(
					"Unable to read the PEM file '" + file + "': expected a block '" + label + "' but there is none");
		}
		return blocks;
	}

}
