package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Which anchors may vouch for which names, so that the CA of a partner never vouches for
 * ours.
 * <p>
 * A name of a trust bundle is vouched for by the anchors of this bundle and by no others.
 * An anchor that belongs to a bundle vouches for names of its bundles and for no others.
 * What belongs to no bundle is vouched for by anchors that belong to none. Every name of
 * a certificate counts, not only its identity: one for which an anchor may not vouch is
 * enough to refuse the anchor, and another one is looked for. Immutable and safe for use
 * by many threads.
 */
public final class Vouching {

	/**
	 * Every anchor vouches for every name.
	 */
	public static final Vouching UNLIMITED = new Vouching(List.of(), (leaf) -> Optional.empty());

	private final List<VouchedNames> names;

	private final IdentityExtractor identities;

	private Vouching(List<VouchedNames> names, IdentityExtractor identities) {
		this.names = List.copyOf(names);
		this.identities = identities;
	}

	/**
	 * Binds names to the trust bundles of the trust material.
	 * @param names the names of each bundle; a bundle that the trust material lacks
	 * vouches for nothing, and nobody else does for its names
	 * @param identities how the identity of a peer is found, which counts as a name
	 * @return the rules; without names, every anchor vouches for every name
	 * @throws IllegalArgumentException if a bundle is given twice or two of them have a
	 * name in common
	 */
	public static Vouching of(List<VouchedNames> names, IdentityExtractor identities) {
		for (int i = 0; i < names.size(); i++) {
			for (VouchedNames other : names.subList(0, i)) {
				requireApart(other, names.get(i));
			}
		}
		return new Vouching(names, identities);
	}

	private static void requireApart(VouchedNames one, VouchedNames other) {
		if (one.bundle().equals(other.bundle())) {
			throw new IllegalArgumentException("Two trust bundles are named '" + one.bundle() + "'");
		}
		one.conflictWith(other).ifPresent((both) -> {
			throw new IllegalArgumentException("Trust bundles '" + one.bundle() + "' and '" + other.bundle()
					+ "' have names in common (" + both + "): expected each name in one bundle");
		});
	}

	/**
	 * Looks for a path to an anchor that may vouch for all names of a leaf.
	 * @param leaf the leaf
	 * @param trust all anchors
	 * @param search looks for a path to one of some anchors
	 * @return what the search has found
	 * @throws PeerRejectedException if there is no path, or only one to an anchor that
	 * may not vouch for the leaf
	 */
	VerifiedPeer find(X509Certificate leaf, TrustMaterial trust, Search search) throws PeerRejectedException {
		if (this.names.isEmpty()) {
			return search.find(trust);
		}
		Map<NameOwner, PresentedName> claims = claims(leaf);
		TrustMaterial limited = trust.limitedTo((anchor) -> foreign(claims, trust.bundlesOf(anchor)) == null);
		if (limited != null) {
			try {
				return search.find(limited);
			}
			catch (PeerRejectedException ex) {
				if (limited.anchors().size() == trust.anchors().size()) {
					throw ex;
				}
			}
		}
		// What speaks against a path to any anchor says more than that there is none to a
		// few of them
		return requireAllowed(search.find(trust), claims, trust);
	}

	private static VerifiedPeer requireAllowed(VerifiedPeer peer, Map<NameOwner, PresentedName> claims,
			TrustMaterial trust) throws PeerRejectedException {
		Set<String> bundles = trust.bundlesOf(peer.anchor());
		NameOwner owner = foreign(claims, bundles);
		if (owner != null) {
			String of = bundles.isEmpty() ? "of no trust bundle"
					: "of trust bundle '" + String.join("' and '", new TreeSet<>(bundles)) + "'";
			throw new PeerRejectedException(RejectionReason.ANCHOR_NOT_ALLOWED,
					"required for '" + claims.get(owner) + "': " + owner + ", presented: a path to '"
							+ PrintableText.of(peer.anchor().getSubjectX500Principal()) + "' " + of,
					peer.leaf());
		}
		return peer;
	}

	// Each owner with the first of its names
	private Map<NameOwner, PresentedName> claims(X509Certificate leaf) throws PeerRejectedException {
		Map<NameOwner, PresentedName> claims = new LinkedHashMap<>();
		for (PresentedName name : PresentedName.of(leaf, this.identities)) {
			claims.putIfAbsent(owner(name), name);
		}
		return claims;
	}

	private static @Nullable NameOwner foreign(Map<NameOwner, PresentedName> claims, Set<String> bundles) {
		return claims.keySet().stream().filter((owner) -> !owner.includesAnchorOf(bundles)).findFirst().orElse(null);
	}

	private NameOwner owner(PresentedName name) {
		if (name instanceof PresentedName.One one) {
			return owner((names) -> names.contain(one.identity()));
		}
		if (name instanceof PresentedName.Address ip) {
			return owner((names) -> names.contain(ip.address()));
		}
		if (name instanceof PresentedName.Wildcard wildcard) {
			// One that has some of the names only does not speak for the others
			NameOwner all = owner((names) -> names.contain(wildcard.pattern()));
			boolean some = this.names.stream().anyMatch((names) -> names.touch(wildcard.pattern()));
			return (some && all.equals(NameOwner.OUTSIDE)) ? NameOwner.NOBODY : all;
		}
		return (name instanceof PresentedName.Unknown) ? NameOwner.OUTSIDE : NameOwner.NOBODY;
	}

	private NameOwner owner(Predicate<VouchedNames> test) {
		return this.names.stream()
			.filter(test)
			.findFirst()
			.map((names) -> NameOwner.bundle(names.bundle()))
			.orElse(NameOwner.OUTSIDE);
	}

	/**
	 * Looks for a path.
	 */
	@FunctionalInterface
	interface Search {

		/**
		 * Looks for a path to one of some anchors.
		 * @param anchors the anchors
		 * @return the peer
		 * @throws PeerRejectedException if there is no path
		 */
		VerifiedPeer find(TrustMaterial anchors) throws PeerRejectedException;

	}

}
