package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.x509.KeyIdentifier;

/**
 * Who may have issued a certificate, as far as names tell.
 */
final class IssuersByName {

	private IssuersByName() {
	}

	/**
	 * The candidates to go on with.
	 * @param path the certificates so far, the leaf first
	 * @param candidates certificates of CAs
	 * @return those whose name the last of the path has as its issuer, without CAs that
	 * the path has met; the one whose key it names comes first
	 */
	static List<X509Certificate> of(List<X509Certificate> path, List<X509Certificate> candidates) {
		X509Certificate last = path.get(path.size() - 1);
		List<X509Certificate> named = candidates.stream()
			.filter((candidate) -> candidate.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
			.filter((candidate) -> path.stream().noneMatch((met) -> isSameCa(met, candidate)))
			.toList();
		if (named.size() < 2) {
			return named;
		}
		Optional<KeyIdentifier> key = KeyIdentifier.ofIssuer(last);
		return named.stream()
			.sorted(Comparator.comparing((candidate) -> key.isEmpty() || !KeyIdentifier.of(candidate).equals(key)))
			.toList();
	}

	static boolean isSameCa(X509Certificate one, X509Certificate other) {
		// The key first: names can be long, and the same
		return one.getPublicKey().equals(other.getPublicKey())
				&& one.getSubjectX500Principal().equals(other.getSubjectX500Principal());
	}

}
