package io.mtlsboot.material;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Certificates that do not form one chain: is one missing, or is one too many?
 */
final class UnlinkedChain {

	private final Set<X509Certificate> certificates;

	UnlinkedChain(Collection<X509Certificate> certificates) {
		this.certificates = new LinkedHashSet<>(certificates);
	}

	/**
	 * What is wrong.
	 * @return that an intermediate is missing if there is one leaf, nobody with the name
	 * of the issuer where its chain ends, and other CA certificates to reach
	 */
	MaterialProblem problem() {
		List<X509Certificate> leaves = this.certificates.stream()
			.filter((certificate) -> !CertificateUsage.isCa(certificate))
			.toList();
		if (leaves.size() != 1) {
			return MaterialProblem.CHAIN_BROKEN;
		}
		Set<X509Certificate> unlinked = new LinkedHashSet<>(this.certificates);
		X509Certificate top = climb(leaves.get(0), unlinked);
		boolean issuerIsNamed = this.certificates.stream().anyMatch((issuer) -> IssuedBy.names(top, issuer));
		return (issuerIsNamed || unlinked.isEmpty()) ? MaterialProblem.CHAIN_BROKEN
				: MaterialProblem.INTERMEDIATE_MISSING;
	}

	private static X509Certificate climb(X509Certificate leaf, Set<X509Certificate> unlinked) {
		X509Certificate top = leaf;
		X509Certificate issuer = leaf;
		while (issuer != null) {
			X509Certificate current = issuer;
			unlinked.remove(current);
			top = current;
			issuer = unlinked.stream()
				.filter((certificate) -> IssuedBy.test(current, certificate))
				.findFirst()
				.orElse(null);
		}
		return top;
	}

}
