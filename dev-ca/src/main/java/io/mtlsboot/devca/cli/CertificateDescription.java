package io.mtlsboot.devca.cli;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import io.mtlsboot.devca.Text;

/**
 * A certificate in words. Whatever comes from it is escaped.
 */
final class CertificateDescription {

	private static final String SUBJECT_ALTERNATIVE_NAMES = "2.5.29.17";

	private CertificateDescription() {
	}

	static String of(X509Certificate certificate) {
		StringBuilder text = new StringBuilder();
		line(text, "subject", certificate.getSubjectX500Principal().getName());
		line(text, "  issuer", certificate.getIssuerX500Principal().getName());
		line(text, "  serial", certificate.getSerialNumber().toString(16));
		line(text, "  valid", certificate.getNotBefore().toInstant() + " to " + certificate.getNotAfter().toInstant());
		line(text, "  names", names(certificate));
		line(text, "  purposes", purposes(certificate));
		line(text, "  ca", (certificate.getBasicConstraints() >= 0) ? "yes" : "no");
		line(text, "  key", key(certificate));
		line(text, "  signature", certificate.getSigAlgName());
		line(text, "  sha-256", fingerprint(certificate));
		return text.toString();
	}

	private static void line(StringBuilder text, String label, String value) {
		text.append(String.format("%-12s", label)).append(Text.escape(value)).append(System.lineSeparator());
	}

	private static String names(X509Certificate certificate) {
		try {
			Collection<List<?>> names = certificate.getSubjectAlternativeNames();
			if (names == null) {
				// The JDK says nothing of an extension that it cannot parse
				return (certificate.getExtensionValue(SUBJECT_ALTERNATIVE_NAMES) != null) ? "malformed" : "none";
			}
			return names.stream().map(CertificateDescription::name).collect(Collectors.joining(", "));
		}
		catch (CertificateParsingException ex) {
			return "malformed";
		}
	}

	private static String name(List<?> name) {
		String type = switch ((Integer) name.get(0)) {
			case 1 -> "email";
			case 2 -> "dns";
			case 4 -> "directory";
			case 6 -> "uri";
			case 7 -> "ip";
			default -> "type " + name.get(0);
		};
		return type + ":" + ((name.get(1) instanceof byte[] der) ? HexFormat.of().formatHex(der) : name.get(1));
	}

	private static String purposes(X509Certificate certificate) {
		try {
			List<String> purposes = certificate.getExtendedKeyUsage();
			return (purposes != null)
					? purposes.stream().map(CertificateDescription::purpose).collect(Collectors.joining(", ")) : "any";
		}
		catch (CertificateParsingException ex) {
			return "malformed";
		}
	}

	private static String purpose(String oid) {
		return switch (oid) {
			case "1.3.6.1.5.5.7.3.1" -> "serverAuth";
			case "1.3.6.1.5.5.7.3.2" -> "clientAuth";
			default -> oid;
		};
	}

	private static String key(X509Certificate certificate) {
		if (certificate.getPublicKey() instanceof RSAKey rsa) {
			return "RSA " + rsa.getModulus().bitLength();
		}
		if (certificate.getPublicKey() instanceof ECKey ec) {
			return "EC " + ec.getParams().getOrder().bitLength();
		}
		return certificate.getPublicKey().getAlgorithm();
	}

	private static String fingerprint(X509Certificate certificate) {
		try {
			return HexFormat.ofDelimiter(":")
				.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
		}
		catch (GeneralSecurityException ex) {
			return "unknown";
		}
	}

}
