package io.mtlsboot.handshake;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.x509.Fingerprint;
import io.mtlsboot.x509.SubjectAlternativeName;

/**
 * What is kept of a certificate: printable text of bounded length, and no part of the
 * certificate itself.
 *
 * @param subject the subject, as RFC 2253 writes it; empty if it has none
 * @param names the first of its subject alternative names, with their types as patterns
 * over identities have them, such as {@code dns:web.shop.example} or
 * {@code spiffe://shop.example/web}
 * @param moreNames how many further names there are
 * @param serial the serial number, in hexadecimal digits
 * @param issuer the name of its issuer, as RFC 2253 writes it
 * @param fingerprint the SHA-256 digest of its encoding, in lower-case hexadecimal digits
 * @param notBefore when it begins
 * @param notAfter when it ends
 */
public record CertificateSummary(String subject, List<String> names, int moreNames, String serial, String issuer,
		String fingerprint, Instant notBefore, Instant notAfter) {

	/** Enough to see who it is; a certificate may have thousands. */
	static final int MAX_NAMES = 10;

	/**
	 * Copies the names.
	 * @param subject the subject
	 * @param names the first of its subject alternative names
	 * @param moreNames how many further names there are
	 * @param serial the serial number
	 * @param issuer the name of its issuer
	 * @param fingerprint the SHA-256 digest of its encoding
	 * @param notBefore when it begins
	 * @param notAfter when it ends
	 */
	public CertificateSummary {
		names = List.copyOf(names);
	}

	static CertificateSummary of(X509Certificate certificate) {
		List<String> names = names(certificate);
		return new CertificateSummary(ShortText.of(certificate.getSubjectX500Principal()),
				names.stream().limit(MAX_NAMES).map(ShortText::of).toList(), Math.max(0, names.size() - MAX_NAMES),
				ShortText.of(certificate.getSerialNumber().toString(16)),
				ShortText.of(certificate.getIssuerX500Principal()), Fingerprint.of(certificate).value(),
				certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
	}

	private static List<String> names(X509Certificate certificate) {
		try {
			return SubjectAlternativeName.read(certificate).stream().map(CertificateSummary::typed).toList();
		}
		catch (CertificateParsingException ex) {
			return List.of("unreadable: " + ex.getMessage());
		}
	}

	private static String typed(SubjectAlternativeName name) {
		if (name instanceof SubjectAlternativeName.Dns) {
			return "dns:" + name.value();
		}
		if (name instanceof SubjectAlternativeName.Uri) {
			return name.value().startsWith("spiffe:") ? name.value() : "uri:" + name.value();
		}
		if (name instanceof SubjectAlternativeName.Email) {
			return "email:" + name.value();
		}
		return ((name instanceof SubjectAlternativeName.IpAddress) ? "ip:" : "other:") + name.value();
	}

	/**
	 * What the certificate is called in a sentence.
	 * @return the subject, or what there is instead of one
	 */
	String title() {
		return Stream.concat(Stream.of(this.subject), this.names.stream())
			.filter((name) -> !name.isEmpty())
			.findFirst()
			.orElse("serial number " + this.serial);
	}

}
