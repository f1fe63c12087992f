package io.mtlsboot.x509;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

/**
 * Which of some certificates were issued by which others: by name and by signature.
 */
final class IssuerGraph {

	private final Map<X509Certificate, List<X509Certificate>> issuers = new LinkedHashMap<>();

	IssuerGraph(List<X509Certificate> certificates) {
		for (X509Certificate certificate : certificates) {
			this.issuers.put(certificate,
					certificates.stream()
						.filter((issuer) -> !issuer.equals(certificate) && isIssuedBy(certificate, issuer))
						.toList());
		}
	}

	boolean issuedNoOther(X509Certificate certificate) {
		return this.issuers.values().stream().noneMatch((issuers) -> issuers.contains(certificate));
	}

	Set<X509Certificate> ancestors(X509Certificate leaf) {
		Set<X509Certificate> ancestors = new LinkedHashSet<>();
		Deque<X509Certificate> open = new ArrayDeque<>(issuers(leaf));
		while (!open.isEmpty()) {
			X509Certificate ancestor = open.remove();
			if (ancestors.add(ancestor)) {
				open.addAll(issuers(ancestor));
			}
		}
		return ancestors;
	}

	/**
	 * The longest way from a leaf upwards that meets no CA twice. A way is one
	 * certificate for each step, so a few certificates have only a few ways: the number
	 * of certificates bounds the work even if they certify each other crosswise.
	 * @param leaf where to begin
	 * @return the certificates, leaf first
	 */
	List<X509Certificate> longestPath(X509Certificate leaf) {
		return longestPath(leaf, Set.of());
	}

	private List<X509Certificate> longestPath(X509Certificate certificate, Set<Entity> below) {
		Set<Entity> met = new LinkedHashSet<>(below);
		met.add(Entity.of(certificate));
		List<X509Certificate> longest = List.of();
		for (X509Certificate issuer : issuers(certificate)) {
			if (!met.contains(Entity.of(issuer))) {
				List<X509Certificate> path = longestPath(issuer, met);
				longest = (path.size() > longest.size()) ? path : longest;
			}
		}
		List<X509Certificate> path = new ArrayList<>(List.of(certificate));
		path.addAll(longest);
		return path;
	}

	private List<X509Certificate> issuers(X509Certificate certificate) {
		return this.issuers.getOrDefault(certificate, List.of());
	}

	private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
		if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
			return false;
		}
		try {
			certificate.verify(issuer.getPublicKey());
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
	private record Entity(X500Principal subject, PublicKey key) {

		static Entity of(X509Certificate certificate) {
			return new Entity(certificate.getSubjectX500Principal(), certificate.getPublicKey());
		}

	}

}
