package io.mtlsboot.autoconfigure;

import io.mtlsboot.trust.RevocationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Whom a scope believes: its own trust properties, as a whole, or else the root ones.
 *
 * @param properties the properties
 * @param name their name, such as {@code mtls.server.trust}
 */
record ScopeTrust(TrustProperties properties, String name) {

	static ScopeTrust of(MtlsProperties properties, MaterialScope scope) {
		TrustProperties own = own(properties, scope);
		return (own != null && (own.isConfigured() || own.revocation() != null))
				? new ScopeTrust(own, scope.propertyPrefix() + ".trust")
				: new ScopeTrust(properties.trust(), "mtls.trust");
	}

	static @Nullable TrustProperties own(MtlsProperties properties, MaterialScope scope) {
		if (scope.equals(MaterialScope.SERVER)) {
			return properties.server().trust();
		}
		return properties.clients()
			.entrySet()
			.stream()
			.filter((entry) -> MaterialScope.client(entry.getKey()).equals(scope))
			.map((entry) -> entry.getValue().trust())
			.findFirst()
			.orElse(null);
	}

	RevocationPolicy revocation() {
		RevocationProperties revocation = this.properties.revocation();
		return (revocation != null) ? revocation.policy() : RevocationPolicy.NONE;
	}

}
