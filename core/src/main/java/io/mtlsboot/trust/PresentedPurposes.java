package io.mtlsboot.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.mtlsboot.x509.KeyPurpose;

/**
 * Names the purposes that a certificate has, for evidence.
 */
public final class PresentedPurposes {

	private static final int MAX_NAMED = 8;

	private PresentedPurposes() {
	}

	/**
	 * The purposes in the extended key usage of a certificate.
	 * @param certificate the certificate
	 * @return their names, or {@code any} if it has no such extension; printable and of a
	 * bounded length
	 */
	public static String of(X509Certificate certificate) {
		try {
			List<String> oids = certificate.getExtendedKeyUsage();
			return (oids != null) ? named(oids) : "any";
		}
		catch (CertificateParsingException ex) {
			return "an extended key usage that cannot be read";
		}
	}

	private static String named(List<String> oids) {
		String names = oids.stream().limit(MAX_NAMED).map(PresentedPurposes::name).collect(Collectors.joining(" "));
		return (oids.size() > MAX_NAMED) ? names + " …" : names;
	}

	private static String name(String oid) {
		return Arrays.stream(KeyPurpose.values())
			.filter((purpose) -> purpose.oid().equals(oid))
			.map(KeyPurpose::toString)
			.findFirst()
			.orElse(oid);
	}

}
