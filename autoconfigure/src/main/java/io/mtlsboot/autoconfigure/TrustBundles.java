package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.trust.Vouching;
import org.jspecify.annotations.Nullable;

/**
 * The entries of {@code mtls.trust.domains}.
 *
 * @param bundles one for each entry
 * @param property the property
 */
record TrustBundles(List<TrustBundle> bundles, String property) {

	static TrustBundles of(TrustProperties trust, String property) {
		List<TrustBundle> bundles = new ArrayList<>();
		for (TrustDomainProperties domain : trust.domains()) {
			bundles.add(TrustBundle.of(domain, property + ".domains[" + bundles.size() + "]"));
		}
		return new TrustBundles(List.copyOf(bundles), property + ".domains");
	}

	/**
	 * Who may vouch for what.
	 * @param identities how the identity of a peer is found
	 * @return the rules
	 * @throws MtlsConfigurationException if a name belongs to two bundles
	 */
	Vouching vouching(IdentityExtractor identities) {
		try {
			return Vouching.of(this.bundles.stream().map(TrustBundle::names).toList(), identities);
		}
		catch (IllegalArgumentException ex) {
			throw new MtlsConfigurationException("Property '" + this.property + "': " + ex.getMessage(),
					"Give every name to one domain: if several CAs may vouch for it, list all of them in the 'anchors' "
							+ "of that domain.");
		}
	}

	List<String> names() {
		return this.bundles.stream().map(TrustBundle::name).toList();
	}

	/**
	 * Trust material that knows its bundles.
	 * @param anchors the anchors that are configured beside the domains, if there are any
	 * @return all anchors together
	 */
	MaterialPart<TrustMaterial> with(@Nullable MaterialPart<TrustMaterial> anchors) {
		if (anchors != null && this.bundles.isEmpty()) {
			return anchors;
		}
		List<MaterialFile> files = this.bundles.stream().flatMap((bundle) -> bundle.files().stream()).toList();
		if (anchors == null) {
			return MaterialPart.ofFiles(files, () -> load(Stream.of()));
		}
		return new MaterialPart<>(() -> load(Stream.of(anchors.load().get())),
				Stream.concat(anchors.files().stream(), files.stream()).toList(), anchors.bundles());
	}

	private TrustMaterial load(Stream<TrustMaterial> others) {
		Map<String, List<X509Certificate>> members = new LinkedHashMap<>();
		List<TrustMaterial> parts = new ArrayList<>(others.toList());
		for (TrustBundle bundle : this.bundles) {
			TrustMaterial part = bundle.load();
			parts.add(part);
			members.put(bundle.name(), part.anchors());
		}
		List<X509Certificate> anchors = parts.stream().flatMap((part) -> part.anchors().stream()).toList();
		String location = String.join(", ", parts.stream().map(TrustMaterial::location).toList());
		return TrustMaterial.of(anchors, location).withBundles(members);
	}

}
