package io.mtlsboot.x509;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the certificates of a chain in order.
 * <p>
 * A CA may be there several times, certified by different issuers: then the longest way
 * up is taken, among equally long ones the one whose certificates come first, and what is
 * only needed for the other ways is dropped.
 */
final class ChainOrder {

	// Nobody needs more, and the work grows with the square of it
	private static final int MAX_CERTIFICATES = 20;

	private final List<X509Certificate> certificates;

	private final IssuerGraph graph;

	private ChainOrder(Set<X509Certificate> certificates) {
		this.certificates = List.copyOf(certificates);
		this.graph = new IssuerGraph(this.certificates);
	}

	static List<X509Certificate> leafFirst(Collection<X509Certificate> certificates) throws CertificateException {
		Set<X509Certificate> distinct = new LinkedHashSet<>();
		for (X509Certificate certificate : certificates) {
			distinct.add(certificate);
			if (distinct.size() > MAX_CERTIFICATES) {
				throw unable("expected at most " + MAX_CERTIFICATES + " certificates, found more");
			}
		}
		if (distinct.isEmpty()) {
			throw unable("expected at least one certificate, found none");
		}
		return new ChainOrder(distinct).leafFirst();
	}

	private List<X509Certificate> leafFirst() throws CertificateException {
		X509Certificate leaf = leaf();
		List<X509Certificate> chain = this.graph.longestPath(leaf);
		Set<X509Certificate> related = this.graph.ancestors(leaf);
		for (X509Certificate certificate : this.certificates) {
			if (!certificate.equals(leaf) && !related.contains(certificate)) {
				throw unable(unrelated(certificate, chain));
			}
		}
		return List.copyOf(chain);
	}

	private X509Certificate leaf() throws CertificateException {
		List<X509Certificate> candidates = this.certificates.stream().filter(this.graph::issuedNoOther).toList();
		if (candidates.isEmpty()) {
			throw unable("expected one leaf certificate, but each of " + describe(this.certificates)
					+ " issued another one");
		}
		if (candidates.size() > 1) {
			// Above a gap in the chain there is another one that issued no other
			List<X509Certificate> likely = candidates.stream().filter(ChainOrder::isLikelyLeaf).toList();
			candidates = likely.isEmpty() ? candidates : likely;
		}
		if (candidates.size() > 1) {
			throw unable("expected one leaf certificate, but found " + describe(candidates)
					+ "; leave the certificates of one chain in the file");
		}
		return candidates.get(0);
	}

	private String unrelated(X509Certificate stranger, List<X509Certificate> chain) {
		X509Certificate top = chain.get(chain.size() - 1);
		String issuer = "'" + PrintableText.of(top.getIssuerX500Principal()) + "'";
		if (stranger.getSubjectX500Principal().equals(top.getIssuerX500Principal())) {
			return describe(stranger) + " has the name of the issuer of " + describe(top)
					+ ", but its key does not verify the signature; use the certificate of the CA that issued it";
		}
		if (top.getSubjectX500Principal().equals(top.getIssuerX500Principal())) {
			return describe(stranger) + " does not belong to the chain of " + describe(chain.get(0))
					+ ", which ends at " + describe(top) + "; remove it";
		}
		return "found no certificate issued by '" + PrintableText.of(stranger.getSubjectX500Principal()) + "' between "
				+ describe(top) + " and " + describe(stranger) + "; add the certificate of " + issuer
				+ ", or remove the latter if it does not belong to this chain";
	}

	private static boolean isLikelyLeaf(X509Certificate certificate) {
		return certificate.getBasicConstraints() < 0
				&& !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
	}

	private static String describe(Collection<X509Certificate> certificates) {
		return certificates.stream().map(ChainOrder::describe).collect(Collectors.joining(", "));
	}

	private static String describe(X509Certificate certificate) {
		// Several certificates of a CA or a workload have the same subject
		return "'" + PrintableText.of(certificate.getSubjectX500Principal()) + "' (serial "
				+ certificate.getSerialNumber().toString(16) + ")";
	}

	private static CertificateException unable(String reason) {
		return new CertificateException("Unable to put the certificates of a chain in order: " + reason);
	}

}
