package io.mtlsboot.autoconfigure;

import java.util.function.BiFunction;
import java.util.function.Function;

import io.mtlsboot.trust.RevocationPolicy;
import io.mtlsboot.trust.VerificationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How strictly a scope verifies its peers: what its own trust properties say, or else the
 * root ones, value by value.
 *
 * @param root the root properties
 * @param own those of the scope, or {@code null} if it has none
 * @param name the name of those of the scope, for messages
 */
record ScopePolicy(TrustProperties root, @Nullable TrustProperties own, String name) {

	static VerificationPolicy of(MtlsProperties properties, MaterialScope scope) {
		ScopeTrust trust = ScopeTrust.of(properties, scope);
		RevocationPolicy revocation = CheckedProperty.of(trust.name() + ".revocation.skip-if-lifetime-below",
				trust::revocation);
		return new ScopePolicy(properties.trust(), ScopeTrust.own(properties, scope), scope.propertyPrefix() + ".trust")
			.resolve()
			.withRevocation(revocation);
	}

	private VerificationPolicy resolve() {
		VerificationPolicy policy = VerificationPolicy.DEFAULT;
		policy = with(policy, "clock-skew", TrustProperties::clockSkew,
				(other, value) -> new VerificationPolicy(value, other.minRsaBits(), other.maxPathLength()));
		policy = with(policy, "min-rsa-bits", TrustProperties::minRsaBits,
				(other, value) -> new VerificationPolicy(other.clockSkew(), value, other.maxPathLength()));
		policy = with(policy, "max-path-length", TrustProperties::maxPathLength,
				(other, value) -> new VerificationPolicy(other.clockSkew(), other.minRsaBits(), value));
		policy = with(policy, "signature-algorithms", TrustProperties::signatureAlgorithms,
				VerificationPolicy::withSignatureAlgorithms);
		return with(policy, "strict-rfc5280", TrustProperties::strictRfc5280, VerificationPolicy::withStrictRfc5280);
	}

	// The three numbers come first: they make a policy anew
	private <T> VerificationPolicy with(VerificationPolicy policy, String property,
			Function<TrustProperties, @Nullable T> reader,
			BiFunction<VerificationPolicy, T, VerificationPolicy> change) {
		T special = (this.own != null) ? reader.apply(this.own) : null;
		T value = (special != null) ? special : reader.apply(this.root);
		if (value == null) {
			return policy;
		}
		return CheckedProperty.of(((special != null) ? this.name : "mtls.trust") + "." + property,
				() -> change.apply(policy, value));
	}

}
