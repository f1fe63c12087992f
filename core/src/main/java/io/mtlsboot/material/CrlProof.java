package io.mtlsboot.material;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.mtlsboot.revocation.RevocationList;
import io.mtlsboot.revocation.UnsupportedCrlException;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the CRLs that bear the name of a trust anchor are those of that anchor.
 */
final class CrlProof {

	private CrlProof() {
	}

	static List<RevocationList> read(Collection<X509CRL> crls, String location) {
		List<RevocationList> lists = new ArrayList<>();
		for (X509CRL crl : crls) {
			lists.add(read(crl, location));
		}
		return lists;
	}

	private static RevocationList read(X509CRL crl, String location) {
		try {
			return RevocationList.of(crl.getEncoded().clone(), location);
		}
		catch (UnsupportedCrlException ex) {
			throw problem(MaterialProblem.CRL_NOT_SUPPORTED, location,
					ex.getMessage() + "; expected a complete CRL without critical extensions that are not known here",
					ex);
		}
		catch (CRLException | RuntimeException ex) {
			// Whoever implements the CRL, what it does wrong is its own fault
			throw problem(MaterialProblem.MALFORMED, location, "a CRL in it cannot be read", ex);
		}
	}

	static List<RevocationList> prove(Collection<RevocationList> lists, List<X509Certificate> anchors,
			String location) {
		Set<RevocationList> distinct = new LinkedHashSet<>(lists);
		for (RevocationList list : distinct) {
			requireSignatureOfAnchor(list, anchors, location);
		}
		return List.copyOf(distinct);
	}

	private static void requireSignatureOfAnchor(RevocationList list, List<X509Certificate> anchors, String location) {
		List<X509Certificate> named = anchors.stream()
			.filter((anchor) -> anchor.getSubjectX500Principal().equals(list.issuer()))
			.toList();
		if (!named.isEmpty() && named.stream().noneMatch((anchor) -> list.isSignedBy(anchor.getPublicKey()))) {
			throw problem(MaterialProblem.CRL_FORGED, location, "the CRL of '" + PrintableText.of(list.issuer())
					+ "' bears the name of a trust anchor, but is not signed by its key", null);
		}
	}

	private static MaterialException problem(MaterialProblem problem, String location, String detail,
			@Nullable Exception cause) {
		return new MaterialException(problem, location, "Unable to load CRLs from '" + location + "': " + detail,
				cause);
	}

}
