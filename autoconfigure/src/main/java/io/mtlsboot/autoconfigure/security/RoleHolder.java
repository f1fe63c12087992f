package io.mtlsboot.autoconfigure.security;

import java.util.Set;

import io.mtlsboot.autoconfigure.IdentityPatterns;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.identity.IdentityPattern;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a role: {@code spiffe://shop.example/web}, or with the trust bundle whose
 * anchor must vouch for it, {@code dns:*.partner.example via partner}.
 *
 * @param pattern the identities
 * @param bundle the trust bundle, or {@code null} if any anchor will do
 */
record RoleHolder(IdentityPattern pattern, @Nullable String bundle) {

	private static final String VIA = " via ";

	static RoleHolder parse(String property, String text, Set<String> bundles) {
		int via = text.lastIndexOf(VIA);
		if (via < 0) {
			return new RoleHolder(IdentityPatterns.parse(property, text), null);
		}
		String bundle = text.substring(via + VIA.length()).strip();
		if (!bundles.contains(bundle)) {
			throw new MtlsConfigurationException(
					"Property '" + property + "': '" + PrintableText.of(text) + "' is tied to '"
							+ PrintableText.of(bundle) + "', expected the name of a trust bundle that the server "
							+ "believes, of " + bundles.stream().sorted().toList(),
					"Give a 'name' to an entry of 'mtls.trust.domains', or of 'mtls.server.trust.domains' if the server "
							+ "has its own, and write it behind 'via'.");
		}
		return new RoleHolder(IdentityPatterns.parse(property, text.substring(0, via).strip()), bundle);
	}

	boolean is(WorkloadIdentity identity, Set<String> bundles) {
		return this.pattern.matches(identity) && (this.bundle == null || bundles.contains(this.bundle));
	}

}
