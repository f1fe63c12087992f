package io.mtlsboot.material;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The CA certificates that are believed without further proof.
 * <p>
 * Trust material that exists has at least one anchor, and each of them is a CA. An anchor
 * that has expired is kept: it is the path through it that is refused. Immutable.
 * <p>
 * A certificate of version 1 is not a CA: it cannot say so, and a leaf of that version
 * could issue certificates. Nor is one whose key usage lacks {@code keyCertSign}. Equal
 * trust material has the same anchors in any order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1">RFC 5280 §6.1.1</a>
 */
public final class TrustMaterial {

	private final List<X509Certificate> anchors;

	private final String location;

	private TrustMaterial(List<X509Certificate> anchors, String location) {
		this.anchors = anchors;
		this.location = location;
	}

	/**
	 * Takes certificates as trust anchors.
	 * @param anchors the CA certificates; duplicates are dropped
	 * @param location where they come from, for messages
	 * @return the trust material
	 * @throws MaterialException if there is none, or one of them is not a CA certificate
	 */
	public static TrustMaterial of(Collection<X509Certificate> anchors, String location) {
		if (anchors.isEmpty()) {
			throw problem(MaterialProblem.NO_ANCHORS, location,
					"there is no certificate; expected at least one CA certificate");
		}
		Set<X509Certificate> distinct = new LinkedHashSet<>(anchors);
		distinct.forEach((anchor) -> requireCa(anchor, location));
		return new TrustMaterial(List.copyOf(distinct), location);
	}

	private static void requireCa(X509Certificate anchor, String location) {
		String objection = objectionTo(anchor);
		if (objection != null) {
			throw problem(MaterialProblem.ANCHOR_NOT_CA, location,
					"certificate " + CertificateLabel.of(anchor) + " is not a CA certificate, since " + objection
							+ "; expected the certificate of the CA that issues the certificates of the peers");
		}
	}

	private static @Nullable String objectionTo(X509Certificate anchor) {
		if (CertificateUsage.isCa(anchor)) {
			return CertificateUsage.allowsSigningCertificates(anchor) ? null
					: "its key usage lacks keyCertSign (presented: " + CertificateUsage.keyUsages(anchor) + ")";
		}
		return (anchor.getVersion() < 3) ? "it is of version " + anchor.getVersion() + ", which cannot say that it is"
				: "it has no basicConstraints with CA:TRUE";
	}

	private static MaterialException problem(MaterialProblem problem, String location, String detail) {
		return new MaterialException(problem, location,
				"Unable to load trust anchors from '" + location + "': " + detail);
	}

	/**
	 * The trust anchors.
	 * @return an unmodifiable list with at least one element
	 */
	public List<X509Certificate> anchors() {
		return this.anchors;
	}

	/**
	 * Where the anchors come from.
	 * @return files, a trust store or the name of a bundle
	 */
	public String location() {
		return this.location;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return (other instanceof TrustMaterial that) && Set.copyOf(this.anchors).equals(Set.copyOf(that.anchors));
	}

	@Override
	public int hashCode() {
		return Set.copyOf(this.anchors).hashCode();
	}

	@Override
	public String toString() {
		return this.anchors.size() + " trust anchor(s) from '" + this.location + "'";
	}

}
