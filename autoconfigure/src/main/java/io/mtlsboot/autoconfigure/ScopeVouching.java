package io.mtlsboot.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.trust.Vouching;
import org.jspecify.annotations.Nullable;

/**
 * Which anchors may vouch for which names, as each scope has it.
 */
final class ScopeVouching {

	private static final IdentityExtractor NOBODY = (leaf) -> Optional.empty();

	private final MtlsProperties properties;

	private final Vouching server;

	private final Map<MaterialScope, Vouching> clients = new HashMap<>();

	private final Vouching otherCallers;

	private final Vouching otherCallees;

	/**
	 * Reads all domains, also those that nobody may ask for.
	 * @param properties the domains
	 * @param callers how the identity of a caller is found
	 * @throws MtlsConfigurationException if one cannot be understood
	 */
	ScopeVouching(MtlsProperties properties, IdentityExtractor callers) {
		this.properties = properties;
		TrustBundles root = TrustBundles.of(properties.trust(), "mtls.trust");
		this.otherCallers = root.vouching(callers);
		this.otherCallees = root.vouching(NOBODY);
		this.server = bundles(MaterialScope.SERVER).vouching(callers);
		properties.clients().forEach((name, client) -> {
			MaterialScope scope = MaterialScope.client(name);
			this.clients.put(scope, bundles(scope).vouching(identities(name, client.callee())));
		});
	}

	// The identity that is asked for counts, also where it is only the common name
	private static IdentityExtractor identities(String client, @Nullable String callee) {
		if (callee == null) {
			return NOBODY;
		}
		return IdentityExtractor
			.inOrder(List.of(IdentityPatterns.parse("mtls.clients." + client + ".callee", callee).type()));
	}

	/**
	 * The trust bundles that a scope believes.
	 * @param scope the scope
	 * @return its bundles
	 */
	TrustBundles bundles(MaterialScope scope) {
		ScopeTrust trust = ScopeTrust.of(this.properties, scope);
		return TrustBundles.of(trust.properties(), trust.name());
	}

	Vouching of(MaterialScope scope, HandshakeSide side) {
		if (scope.equals(MaterialScope.SERVER)) {
			return this.server;
		}
		return this.clients.getOrDefault(scope, (side == HandshakeSide.SERVER) ? this.otherCallers : this.otherCallees);
	}

}
