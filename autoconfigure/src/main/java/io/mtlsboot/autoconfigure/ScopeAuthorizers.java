package io.mtlsboot.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.trust.PeerAuthorizer;
import org.jspecify.annotations.Nullable;

/**
 * Which verified peers are admitted.
 *
 * @param callers admits callers of the server
 * @param callees admits what clients call, by the name of the client
 */
record ScopeAuthorizers(PeerAuthorizer callers, Map<String, PeerAuthorizer> callees) {

	static ScopeAuthorizers of(MtlsProperties properties, IdentityExtractor identities) {
		return new ScopeAuthorizers(callers(properties.server().callers(), identities), callees(properties.clients()));
	}

	PeerAuthorizer callee(String client) {
		return this.callees.getOrDefault(client, PeerAuthorizer.hostName());
	}

	private static PeerAuthorizer callers(@Nullable List<String> callers, IdentityExtractor identities) {
		if (callers == null) {
			return PeerAuthorizer.anyVerifiedCaller();
		}
		if (callers.isEmpty()) {
			throw new MtlsConfigurationException(
					"Property 'mtls.server.callers' is set to '', expected at least one pattern",
					"Name the identities that may call, or remove the property to admit every verified caller.");
		}
		return PeerAuthorizer.callers(IdentityPatterns.parse("mtls.server.callers", callers), identities);
	}

	private static Map<String, PeerAuthorizer> callees(Map<String, MtlsProperties.Client> clients) {
		Map<String, PeerAuthorizer> callees = new HashMap<>();
		clients.forEach((name, client) -> {
			if (client.callee() != null) {
				callees.put(name, PeerAuthorizer
					.callee(IdentityPatterns.parse("mtls.clients." + name + ".callee", client.callee())));
			}
		});
		return Map.copyOf(callees);
	}

}
