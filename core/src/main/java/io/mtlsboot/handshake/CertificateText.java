package io.mtlsboot.handshake;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SubjectAlternativeName;

/**
 * Certificates as part of a sentence: printable and of a bounded length.
 */
final class CertificateText {

	private static final int MAX_NAMES = 5;

	private CertificateText() {
	}

	static String presented(List<X509Certificate> chain) {
		if (chain.isEmpty()) {
			return "";
		}
		X509Certificate leaf = chain.get(0);
		return " It presented " + quoted(leaf.getSubjectX500Principal()) + " with " + names(leaf) + ", issued by "
				+ quoted(leaf.getIssuerX500Principal()) + ", valid until " + leaf.getNotAfter().toInstant() + ".";
	}

	private static String names(X509Certificate leaf) {
		try {
			List<SubjectAlternativeName> names = SubjectAlternativeName.read(leaf);
			return names.isEmpty() ? "no names"
					: "the names " + list(names.stream().map(CertificateText::typed).toList());
		}
		catch (CertificateParsingException ex) {
			return "names that cannot be read";
		}
	}

	private static String typed(SubjectAlternativeName name) {
		if (name instanceof SubjectAlternativeName.Dns) {
			return "dns:" + name.value();
		}
		if (name instanceof SubjectAlternativeName.IpAddress) {
			return "ip:" + name.value();
		}
		return name.value();
	}

	static String list(List<String> texts) {
		String listed = texts.stream().limit(MAX_NAMES).map(CertificateText::quoted).collect(Collectors.joining(" "));
		int more = texts.size() - MAX_NAMES;
		return (more > 0) ? listed + " and " + more + " more" : listed;
	}

	static String validity(X509Certificate certificate, Instant now) {
		Instant notBefore = certificate.getNotBefore().toInstant();
		Instant notAfter = certificate.getNotAfter().toInstant();
		if (now.isAfter(notAfter)) {
			return "expired since " + notAfter;
		}
		return now.isBefore(notBefore) ? "not valid before " + notBefore : "valid until " + notAfter;
	}

	static String quoted(X500Principal name) {
		return quoted(name.getName(X500Principal.RFC2253));
	}

	static String quoted(String text) {
		return "'" + PrintableText.of(text) + "'";
	}

}
