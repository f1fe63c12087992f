package io.mtlsboot.handshake;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import io.mtlsboot.devca.DevCa;

/**
 * What a scanner presents that makes up a name for each connection. Signatures are not
 * valid: minting thousands would be slow.
 */
final class ScanCertificates {

	private static final String NAME = "scan-0000000";

	private final byte[] template;

	private final int at;

	private final CertificateFactory factory;

	ScanCertificates(DevCa ca) {
		try {
			this.template = ca.issue((leaf) -> leaf.subject("CN=" + NAME)).certificate().getEncoded();
			this.at = new String(this.template, StandardCharsets.ISO_8859_1).indexOf(NAME);
			this.factory = CertificateFactory.getInstance("X.509");
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String name(int number) {
		return String.format("cn:scan-%07d", number);
	}

	X509Certificate get(int number) {
		byte[] encoding = this.template.clone();
		byte[] name = name(number).substring(3).getBytes(StandardCharsets.ISO_8859_1);
		System.arraycopy(name, 0, encoding, this.at, name.length);
		try {
			return (X509Certificate) this.factory.generateCertificate(new ByteArrayInputStream(encoding));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
