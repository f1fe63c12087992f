package io.mtlsboot.material;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Proves that CRLs mean what their entries say: complete ones of the CA that they name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.2">RFC 5280 §5.2</a>
 */
final class CrlProof {

	private static final String DELTA = "2.5.29.27";

	/**
	 * Narrows a CRL to some certificates or reasons, or widens it to other CAs. It must
	 * be critical, and it is not ignored if it is not.
	 */
	private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

	/** CRL number and authority key identifier: neither changes what a CRL means. */
	private static final Set<String> KNOWN = Set.of("2.5.29.20", "2.5.29.35");

	/** Reason code and invalidity date: RFC 5280 §5.3.1 and §5.3.2. */
	private static final Set<String> KNOWN_OF_ENTRIES = Set.of("2.5.29.21", "2.5.29.24");

	private CrlProof() {
	}

	static List<X509CRL> prove(Collection<X509CRL> crls, List<X509Certificate> anchors, String location) {
		try {
			Set<X509CRL> distinct = new LinkedHashSet<>(crls);
			for (X509CRL crl : distinct) {
				requireSupported(crl, location);
				requireSignatureOfAnchor(crl, anchors, location);
			}
			return List.copyOf(distinct);
		}
		catch (MaterialException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// Some CRLs make the accessors of the JDK throw what they do not declare
			throw problem(MaterialProblem.MALFORMED, location, "a CRL in it cannot be read", ex);
		}
	}

	private static void requireSupported(X509CRL crl, String location) {
		String objection = objectionTo(crl);
		if (objection != null) {
			throw problem(MaterialProblem.CRL_NOT_SUPPORTED, location, "the CRL of " + issuer(crl) + " " + objection
					+ "; expected a complete CRL of the CA that issued the certificates", null);
		}
		if (crl.getThisUpdate() == null) {
			throw problem(MaterialProblem.MALFORMED, location, "the CRL of " + issuer(crl) + " has no date", null);
		}
	}

	private static @Nullable String objectionTo(X509CRL crl) {
		if (all(crl).anyMatch(DELTA::equals)) {
			return "is a delta CRL";
		}
		if (all(crl).anyMatch(ISSUING_DISTRIBUTION_POINT::equals)) {
			return "is one for some certificates only, or an indirect one (it has an issuing distribution point)";
		}
		String unknown = unknown(crl, KNOWN);
		if (unknown != null) {
			return "has the critical extension " + unknown + ", which is not known here";
		}
		Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
		return (entries != null)
				? entries.stream().map(CrlProof::objectionTo).filter(Objects::nonNull).findFirst().orElse(null) : null;
	}

	private static @Nullable String objectionTo(X509CRLEntry entry) {
		if (entry.getCertificateIssuer() != null) {
			return "has an entry for a certificate of another CA, as an indirect CRL does";
		}
		String unknown = unknown(entry, KNOWN_OF_ENTRIES);
		return (unknown != null) ? "has an entry with the critical extension " + unknown + ", which is not known here"
				: null;
	}

	private static Stream<String> all(X509Extension extensions) {
		return Stream.of(extensions.getCriticalExtensionOIDs(), extensions.getNonCriticalExtensionOIDs())
			.filter(Objects::nonNull)
			.flatMap(Set::stream);
	}

	private static @Nullable String unknown(X509Extension extensions, Set<String> known) {
		Set<String> critical = extensions.getCriticalExtensionOIDs();
		return (critical != null) ? critical.stream().filter((oid) -> !known.contains(oid)).findFirst().orElse(null)
				: null;
	}

	private static void requireSignatureOfAnchor(X509CRL crl, List<X509Certificate> anchors, String location) {
		List<X509Certificate> named = anchors.stream()
			.filter((anchor) -> anchor.getSubjectX500Principal().equals(crl.getIssuerX500Principal()))
			.toList();
		if (!named.isEmpty() && named.stream().noneMatch((anchor) -> isSignedBy(crl, anchor))) {
			throw problem(MaterialProblem.CRL_FORGED, location,
					"the CRL of " + issuer(crl) + " bears the name of a trust anchor, but is not signed by its key",
					null);
		}
	}

	private static boolean isSignedBy(X509CRL crl, X509Certificate anchor) {
		try {
			crl.verify(anchor.getPublicKey());
			return true;
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			// Providers answer some malformed keys with a runtime exception
			return false;
		}
	}

	private static String issuer(X509CRL crl) {
		return "'" + PrintableText.of(crl.getIssuerX500Principal()) + "'";
	}

	private static MaterialException problem(MaterialProblem problem, String location, String detail,
			@Nullable Exception cause) {
		return new MaterialException(problem, location, "Unable to load CRLs from '" + location + "': " + detail,
				cause);
	}

}
