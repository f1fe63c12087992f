package io.mtlsboot.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.mtlsboot.revocation.CrlDistribution;
import io.mtlsboot.trust.RevocationPolicy;
import io.mtlsboot.trust.VerificationPolicy;

/**
 * What CRLs mean for the peers of a store. Immutable.
 *
 * @param asksCrls whether CRLs are asked
 * @param needsCrls whether a peer is refused for certain when there is no current CRL of
 * its anchor: nothing else is asked, nobody is left out, and no certificate can name
 * another CRL
 * @param clockSkew how far clocks may differ
 * @param fetched the CRLs that were fetched for the store, or could not be
 */
public record StoreRevocation(boolean asksCrls, boolean needsCrls, Duration clockSkew,
		List<CrlDistribution.Fetched> fetched) {

	/**
	 * Copies the list.
	 * @param asksCrls whether CRLs are asked
	 * @param needsCrls whether a peer is refused when there is no current CRL
	 * @param clockSkew how far clocks may differ
	 * @param fetched the CRLs that were fetched, or could not be
	 */
	public StoreRevocation {
		fetched = List.copyOf(fetched);
	}

	static StoreRevocation of(MtlsProperties properties, String store, MtlsRevocation revocation) {
		// A name that is not configured is that of a client that has the root properties
		MaterialScope scope = MaterialScope.all(properties)
			.stream()
			.filter((candidate) -> candidate.name().equals(store))
			.findFirst()
			.orElse(MaterialScope.DEFAULT_CLIENT);
		ScopeTrust trust = ScopeTrust.of(properties, scope);
		RevocationProperties asked = trust.properties().revocation();
		VerificationPolicy policy = ScopePolicy.of(properties, scope);
		return new StoreRevocation(asked != null && asked.asksCrls(), asked != null && needsCrls(asked),
				policy.clockSkew(), revocation.fetched().getOrDefault(trust.name(), List.of()));
	}

	private static boolean needsCrls(RevocationProperties properties) {
		return properties.check() == RevocationPolicy.Check.CRL
				&& properties.onUnknown() == RevocationPolicy.OnUnknown.REJECT
				&& properties.scope() == RevocationPolicy.Scope.CHAIN && properties.skipIfLifetimeBelow().isZero()
				&& !properties.fetch().distributionPoints();
	}

}
