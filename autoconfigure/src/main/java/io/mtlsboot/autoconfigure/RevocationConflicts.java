package io.mtlsboot.autoconfigure;

import java.util.List;

import io.mtlsboot.trust.RevocationPolicy.Check;
import io.mtlsboot.trust.RevocationPolicy.OnUnknown;

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
		List<String> crls = revocation.crls();
		if (revocation.check() == Check.NONE && crls != null) {
			throw contradiction("'" + property + ".crls' is set, but '" + property + ".check' is 'none'",
					"Set '" + property + ".check' to 'crl', or remove the CRLs.");
		}
		if (revocation.check() == Check.NONE && revocation.onUnknown() == OnUnknown.ACCEPT) {
			throw contradiction("'" + property + ".on-unknown' is 'accept', but '" + property + ".check' is 'none'",
					"Set '" + property + ".check' to 'crl', or remove the other one: nothing is refused.");
		}
		if (revocation.check() == Check.CRL && (crls == null || crls.isEmpty() || crls.contains(""))) {
			throw contradiction("'" + property + ".check' is 'crl', but '" + property + ".crls' names no file",
					"Set '" + property + ".crls' to the files with the CRLs of your CAs: that of the root as well as "
							+ "that of each intermediate.");
		}
	}

	private static MtlsConfigurationException contradiction(String what, String action) {
		return new MtlsConfigurationException("Properties contradict each other: " + what, action);
	}

}
