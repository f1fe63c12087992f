package io.mtlsboot.autoconfigure;

import java.util.EnumSet;
import java.util.function.Function;
import java.util.stream.Stream;

import io.mtlsboot.trust.VerificationPolicy;
import io.mtlsboot.x509.SignatureAlgorithm;
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
		ScopePolicy policy = new ScopePolicy(properties.trust(), ScopeTrust.own(properties, scope),
				scope.propertyPrefix() + ".trust");
		return policy.resolve().withRevocation(ScopeTrust.of(properties, scope).revocation());
	}

	private VerificationPolicy resolve() {
		VerificationPolicy defaults = VerificationPolicy.DEFAULT;
		try {
			return new VerificationPolicy(value(TrustProperties::clockSkew, defaults.clockSkew()),
					value(TrustProperties::minRsaBits, defaults.minRsaBits()),
					value(TrustProperties::maxPathLength, defaults.maxPathLength()))
				.withSignatureAlgorithms(
						value(TrustProperties::signatureAlgorithms, EnumSet.allOf(SignatureAlgorithm.class)))
				.withStrictRfc5280(value(TrustProperties::strictRfc5280, defaults.strictRfc5280()));
		}
		catch (IllegalArgumentException ex) {
			throw new MtlsConfigurationException(
					"Properties 'mtls.trust.*' or '" + this.name + ".*' cannot be used: " + ex.getMessage(),
					"Correct the value, or remove it to use the default.");
		}
	}

	private <T> T value(Function<TrustProperties, @Nullable T> property, T fallback) {
		TrustProperties own = this.own;
		return Stream.of((own != null) ? own : this.root, this.root)
			.map(property)
			.filter((value) -> value != null)
			.findFirst()
			.orElse(fallback);
	}

}
