package io.mtlsboot.material;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a certificate's extensions let its key do.
 * <p>
 * An extension that is there but cannot be parsed allows nothing; the JDK reports such a
 * key usage like one that is absent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3">RFC 5280
 * §4.2.1.3</a>
 */
final class CertificateUsage {

	private static final String KEY_USAGE = "2.5.29.15";

	private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

	private static final int DIGITAL_SIGNATURE = 0;

	private static final int KEY_CERT_SIGN = 5;

	// In the order of the bits, RFC 5280 §4.2.1.3
	private static final List<String> KEY_USAGES = List.of("digitalSignature", "nonRepudiation", "keyEncipherment",
			"dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign", "encipherOnly", "decipherOnly");

	// RFC 5280 §4.2.1.12
	private static final Map<String, String> PURPOSES = Map.of("2.5.29.37.0", "anyExtendedKeyUsage",
			"1.3.6.1.5.5.7.3.1", "serverAuth", "1.3.6.1.5.5.7.3.2", "clientAuth", "1.3.6.1.5.5.7.3.3", "codeSigning",
			"1.3.6.1.5.5.7.3.4", "emailProtection", "1.3.6.1.5.5.7.3.8", "timeStamping", "1.3.6.1.5.5.7.3.9",
			"OCSPSigning");

	private CertificateUsage() {
	}

	static boolean isCa(X509Certificate certificate) {
		return certificate.getBasicConstraints() != -1;
	}

	static boolean allowsSigningCertificates(X509Certificate certificate) {
		return allows(certificate, KEY_CERT_SIGN);
	}

	static boolean allowsSigningHandshakes(X509Certificate certificate) {
		return allows(certificate, DIGITAL_SIGNATURE);
	}

	private static boolean allows(X509Certificate certificate, int bit) {
		boolean[] usage = certificate.getKeyUsage();
		return (usage != null) ? usage[bit] : certificate.getExtensionValue(KEY_USAGE) == null;
	}

	static String keyUsages(X509Certificate certificate) {
		boolean[] usage = certificate.getKeyUsage();
		if (usage == null) {
			return (certificate.getExtensionValue(KEY_USAGE) != null) ? "unreadable" : "any";
		}
		List<String> names = new ArrayList<>();
		for (int i = 0; i < Math.min(usage.length, KEY_USAGES.size()); i++) {
			if (usage[i]) {
				names.add(KEY_USAGES.get(i));
			}
		}
		return names.isEmpty() ? "none" : String.join(", ", names);
	}

	static String purposes(X509Certificate certificate) {
		try {
			List<String> purposes = certificate.getExtendedKeyUsage();
			if (purposes == null) {
				return (certificate.getExtensionValue(EXTENDED_KEY_USAGE) != null) ? "unreadable" : "any";
			}
			return String.join(", ", purposes.stream().map((oid) -> PURPOSES.getOrDefault(oid, oid)).toList());
		}
		catch (CertificateParsingException ex) {
			return "unreadable";
		}
	}

}
