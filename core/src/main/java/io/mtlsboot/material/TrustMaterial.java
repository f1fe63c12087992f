package io.mtlsboot.material;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The CA certificates that are believed without further proof, and what their CAs have
 * revoked.
 * <p>
 * Trust material that exists has at least one anchor, and each of them is a CA. An anchor
 * that has expired is kept: it is the path through it that is refused. Immutable.
 * <p>
 * A certificate of version 1 is not a CA: it cannot say so, and a leaf of that version
 * could issue certificates. Nor is one whose key usage lacks {@code keyCertSign}. Equal
 * trust material has the same anchors and the same CRLs in any order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1">RFC 5280 §6.1.1</a>
 */
public final class TrustMaterial {

	private final List<X509Certificate> anchors;

	private final String location;

	private final List<X509CRL> crls;

	private final String crlLocation;

	private TrustMaterial(List<X509Certificate> anchors, String location, List<X509CRL> crls, String crlLocation) {
		this.anchors = anchors;
		this.location = location;
		this.crls = crls;
		this.crlLocation = crlLocation;
	}

	/**
	 * Takes certificates as trust anchors, without CRLs.
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
		return new TrustMaterial(List.copyOf(distinct), location, List.of(), "");
	}

	/**
	 * The same anchors with these CRLs. A CRL is complete and direct, and one that bears
	 * the name of an anchor is signed by it. Whether an intermediate signed a CRL is not
	 * known before a peer presents it, and a CRL that is out of date is kept: both are
	 * for the verdict over a peer to say.
	 * @param crls the CRLs, instead of those that there are; duplicates are dropped
	 * @param location where they come from, for messages
	 * @return trust material with the anchors of this one
	 * @throws MaterialException if a CRL cannot be read, is of a kind that is not
	 * supported, or is not signed by the anchor whose name it bears
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5">RFC 5280 §5</a>
	 */
	public TrustMaterial withCrls(Collection<X509CRL> crls, String location) {
		return new TrustMaterial(this.anchors, this.location, CrlProof.prove(crls, this.anchors, location), location);
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
	 * The CRLs, current or not.
	 * @return an unmodifiable list; empty if there are none
	 */
	public List<X509CRL> crls() {
		return this.crls;
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
		return (other instanceof TrustMaterial that) && Set.copyOf(this.anchors).equals(Set.copyOf(that.anchors))
				&& Set.copyOf(this.crls).equals(Set.copyOf(that.crls));
	}

	@Override
	public int hashCode() {
		return 31 * Set.copyOf(this.anchors).hashCode() + Set.copyOf(this.crls).hashCode();
	}

	@Override
	public String toString() {
		return this.anchors.size() + " trust anchor(s) from '" + this.location + "'"
				+ (this.crls.isEmpty() ? "" : " and " + this.crls.size() + " CRL(s) from '" + this.crlLocation + "'");
	}

}
