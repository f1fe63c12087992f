package io.mtlsboot.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.x509.PrintableText;

/**
 * CRLs by who signed them. Each signature is verified once for each key, not once for
 * each handshake. Safe for use by many threads.
 */
final class SignedCrls {

	/**
	 * More than any hierarchy has, and less than a rogue CA that makes others could use
	 * up.
	 */
	static final int MAX_ISSUERS = 256;

	private static final int MAX_NAMED = 3;

	private static final String KEY_USAGE = "2.5.29.15";

	private static final int CRL_SIGN = 6;

	private final Map<X500Principal, List<X509CRL>> byName;

	private final Map<Issuer, List<X509CRL>> verified = new ConcurrentHashMap<>();

	SignedCrls(List<X509CRL> crls) {
		this.byName = crls.stream().collect(Collectors.groupingBy(X509CRL::getIssuerX500Principal));
	}

	/**
	 * The CRLs of a CA.
	 * @param issuer the certificate of the CA, which a path leads to
	 * @return the CRLs that bear its name and that its key signed, current or not
	 */
	List<X509CRL> signedBy(X509Certificate issuer) {
		List<X509CRL> named = named(issuer);
		if (named.isEmpty() || !maySign(issuer)) {
			return List.of();
		}
		if (this.verified.size() >= MAX_ISSUERS) {
			this.verified.clear();
		}
		return this.verified.computeIfAbsent(new Issuer(issuer.getSubjectX500Principal(), issuer.getPublicKey()),
				(key) -> named.stream().filter((crl) -> isSignedBy(crl, key.publicKey())).toList());
	}

	/**
	 * Why no CRL says that a certificate is good.
	 * @param certificate the certificate
	 * @param issuer the certificate of the CA that issued it
	 * @param validity the moment
	 * @return what is required and what is known
	 */
	String evidence(X509Certificate certificate, X509Certificate issuer, Validity validity) {
		return "required: a current CRL of '" + PrintableText.of(issuer.getSubjectX500Principal())
				+ "' for serial number " + certificate.getSerialNumber().toString(16) + ", known: "
				+ objections(issuer, validity) + ", now " + validity.now();
	}

	private String objections(X509Certificate issuer, Validity validity) {
		List<X509CRL> named = named(issuer);
		if (named.isEmpty()) {
			return "none";
		}
		if (!maySign(issuer)) {
			return named.size() + ", but the key usage of that CA lacks cRLSign";
		}
		List<X509CRL> signed = signedBy(issuer);
		Stream<String> foreign = named.stream()
			.filter((crl) -> !signed.contains(crl))
			.map((crl) -> "one signed by another key");
		Stream<String> unusable = signed.stream().map((crl) -> "one " + new CrlCurrency(crl, validity).objection());
		return Stream.concat(unusable, foreign).distinct().limit(MAX_NAMED).collect(Collectors.joining(" and "));
	}

	private List<X509CRL> named(X509Certificate issuer) {
		return this.byName.getOrDefault(issuer.getSubjectX500Principal(), List.of());
	}

	private static boolean maySign(X509Certificate issuer) {
		boolean[] usage = issuer.getKeyUsage();
		// The JDK reports a key usage that it cannot parse like one that is absent
		return (usage != null) ? usage[CRL_SIGN] : issuer.getExtensionValue(KEY_USAGE) == null;
	}

	private static boolean isSignedBy(X509CRL crl, PublicKey key) {
		try {
			crl.verify(key);
			return true;
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			// Providers answer some malformed keys with a runtime exception
			return false;
		}
	}

	/**
	 * A CA, whoever certifies it.
	 */
	private record Issuer(X500Principal name, PublicKey publicKey) {
	}

}
