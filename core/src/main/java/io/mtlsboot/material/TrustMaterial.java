package io.mtlsboot.material;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.mtlsboot.revocation.RevocationList;
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
 * trust material has the same anchors, the same bundles and the same CRLs in any order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1">RFC 5280 §6.1.1</a>
 */
public final class TrustMaterial {

	private final List<X509Certificate> anchors;

	private final String location;

	private final List<RevocationList> crls;

	private final String crlLocation;

	private final Map<String, Set<X509Certificate>> bundles;

	private TrustMaterial(List<X509Certificate> anchors, String location, List<RevocationList> crls, String crlLocation,
			Map<String, Set<X509Certificate>> bundles) {
		this.anchors = anchors;
		this.location = location;
		this.crls = crls;
		this.crlLocation = crlLocation;
		this.bundles = bundles;
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
		return new TrustMaterial(List.copyOf(distinct), location, List.of(), "", Map.of());
	}

	/**
	 * The same anchors with these CRLs.
	 * @param crls the CRLs, instead of those that there are; duplicates are dropped
	 * @param location where they come from, for messages
	 * @return trust material with the anchors of this one
	 * @throws MaterialException if a CRL cannot be read, is of a kind that is not
	 * supported, or is not signed by the anchor whose name it bears
	 * @see #withRevocationLists(Collection, String)
	 */
	public TrustMaterial withCrls(Collection<X509CRL> crls, String location) {
		return withRevocationLists(CrlProof.read(crls, location), location);
	}

	/**
	 * The same anchors with these CRLs. One that bears the name of an anchor is signed by
	 * it. Whether an intermediate signed a CRL is not known before a peer presents it,
	 * and a CRL that is out of date is kept: both are for the verdict over a peer to say.
	 * @param lists the CRLs, instead of those that there are; duplicates are dropped
	 * @param location where they come from, for messages
	 * @return trust material with the anchors of this one
	 * @throws MaterialException if a CRL is not signed by the anchor whose name it bears
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5">RFC 5280 §5</a>
	 */
	public TrustMaterial withRevocationLists(Collection<RevocationList> lists, String location) {
		return new TrustMaterial(this.anchors, this.location, CrlProof.prove(lists, this.anchors, location), location,
				this.bundles);
	}

	/**
	 * The same anchors, some of which belong to trust bundles: the anchors of one trust
	 * domain. Which names a bundle vouches for is not known here. An anchor may belong to
	 * several.
	 * @param bundles the anchors of each bundle, by its name
	 * @return trust material with the anchors and CRLs of this one
	 * @throws MaterialException if a bundle has no anchor, or one that is not an anchor
	 * here
	 */
	public TrustMaterial withBundles(Map<String, ? extends Collection<X509Certificate>> bundles) {
		Map<String, Set<X509Certificate>> copy = new LinkedHashMap<>();
		bundles.forEach((name, members) -> {
			if (members.isEmpty() || !this.anchors.containsAll(members)) {
				throw problem(MaterialProblem.NO_ANCHORS, this.location, "trust bundle '" + name
						+ "' has no certificate, or one that is not a trust anchor; expected at least one anchor");
			}
			copy.put(name, Set.copyOf(members));
		});
		return new TrustMaterial(this.anchors, this.location, this.crls, this.crlLocation,
				Collections.unmodifiableMap(copy));
	}

	/**
	 * The same trust material, with fewer anchors.
	 * @param anchors which anchors to keep
	 * @return trust material with the CRLs and bundles of this one, or {@code null} if no
	 * anchor is left
	 */
	public @Nullable TrustMaterial limitedTo(Predicate<X509Certificate> anchors) {
		List<X509Certificate> kept = this.anchors.stream().filter(anchors).toList();
		if (kept.size() == this.anchors.size()) {
			return this;
		}
		return kept.isEmpty() ? null
				: new TrustMaterial(kept, this.location, this.crls, this.crlLocation, this.bundles);
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
	public List<RevocationList> crls() {
		return this.crls;
	}

	/**
	 * The trust bundles.
	 * @return the anchors of each bundle, by its name; empty if there are none
	 */
	public Map<String, Set<X509Certificate>> bundles() {
		return this.bundles;
	}

	/**
	 * The trust bundles that an anchor belongs to.
	 * @param anchor the anchor
	 * @return their names; empty if it belongs to none
	 */
	public Set<String> bundlesOf(X509Certificate anchor) {
		return this.bundles.entrySet()
			.stream()
			.filter((bundle) -> bundle.getValue().contains(anchor))
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
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
				&& Set.copyOf(this.crls).equals(Set.copyOf(that.crls)) && this.bundles.equals(that.bundles);
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
