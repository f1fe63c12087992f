package io.mtlsboot.autoconfigure;

import java.util.List;
import java.util.Locale;

import io.mtlsboot.trust.RevocationPolicy.Check;
import io.mtlsboot.trust.RevocationPolicy.OnUnknown;
import io.mtlsboot.trust.RevocationPolicy.Scope;

/**
 * Refuses revocation properties that contradict each other or that would have no effect.
 */
final class RevocationConflicts {

	private RevocationConflicts() {
	}

	static void refuse(MtlsProperties properties) {
		refuse(properties.trust(), "mtls.trust");
		refuse(properties.server().trust(), "mtls.server.trust");
		properties.clients().forEach((name, client) -> refuse(client.trust(), "mtls.clients." + name + ".trust"));
	}

	private static void refuse(TrustProperties trust, String property) {
		RevocationProperties revocation = trust.revocation();
		if (revocation != null) {
			requireAnchors(trust, property);
			requireConsistent(revocation, property + ".revocation");
		}
	}

	private static void requireAnchors(TrustProperties trust, String property) {
		if (!trust.isConfigured()) {
			throw new MtlsConfigurationException("Property '" + property + ".revocation' is set, but none of '"
					+ property + ".anchors', '" + property + ".trust-store.location' and '" + property
					+ ".bundle': it would have no effect, since revocation belongs to the trust anchors beside it",
					"Put it beside the trust anchors that it is for, or set '" + property
							+ ".anchors' too: whom a server or a client believes is replaced as a whole.");
		}
	}

	private static void requireConsistent(RevocationProperties revocation, String property) {
		Settings settings = new Settings(revocation, property);
		boolean any = revocation.check() != Check.NONE;
		settings.requireNot(!any && revocation.onUnknown() == OnUnknown.ACCEPT, "on-unknown' is 'accept'", "crl",
				"remove it, since nothing is refused");
		settings.requireNot(!any && revocation.scope() == Scope.LEAF, "scope' is 'leaf'", "crl",
				"remove it, since nothing is checked");
		settings.requireNot(!any && !revocation.skipIfLifetimeBelow().isZero(), "skip-if-lifetime-below' is set", "crl",
				"remove it, since nothing is checked");
		settings.requireNot(!revocation.asksCrls() && revocation.crls() != null, "crls' is set", "crl",
				"remove the CRLs");
		settings.requireNot(!revocation.asksCrls() && revocation.fetch().isConfigured(), "fetch.*' is set", "crl",
				"remove what is to be fetched");
		settings.requireNot(!revocation.asksOcsp() && revocation.ocsp().isConfigured(), "ocsp.*' is set", "ocsp",
				"remove how responders are asked");
		List<String> crls = revocation.crls();
		boolean files = crls != null && !crls.isEmpty() && !crls.contains("");
		if (revocation.asksCrls() && !files && (crls != null || !revocation.fetch().isConfigured())) {
			throw contradiction(
					"'" + property + ".check' is '" + word(revocation.check()) + "', but '" + property
							+ ".crls' names no file",
					"Set '" + property + ".crls' to the files with the CRLs of your CAs, that of the root as well as "
							+ "that of each intermediate; or '" + property + ".fetch.urls' to their addresses; or '"
							+ property + ".fetch.distribution-points' to 'true' if the certificates name them.");
		}
	}

	private static String word(Check check) {
		return check.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static MtlsConfigurationException contradiction(String what, String action) {
		return new MtlsConfigurationException("Properties contradict each other: " + what, action);
	}

	/**
	 * Revocation properties and where they are.
	 *
	 * @param revocation the properties
	 * @param property their name
	 */
	private record Settings(RevocationProperties revocation, String property) {

		void requireNot(boolean unused, String setting, String check, String otherwise) {
			if (unused) {
				throw contradiction(
						"'" + this.property + "." + setting + ", but '" + this.property + ".check' is '"
								+ word(this.revocation.check()) + "'",
						"Set '" + this.property + ".check' to '" + check + "' or another one that uses it; or "
								+ otherwise + ".");
			}
		}

	}

}
