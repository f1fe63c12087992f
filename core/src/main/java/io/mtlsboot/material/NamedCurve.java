package io.mtlsboot.material;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

import org.jspecify.annotations.Nullable;

/**
 * The elliptic curves that are supported, recognised by their parameters: a name would
 * not tell a curve from one that only claims to be it.
 */
enum NamedCurve {

	P256("P-256", "secp256r1"),

	P384("P-384", "secp384r1"),

	P521("P-521", "secp521r1");

	private final String label;

	@SuppressWarnings("ImmutableEnumChecker") // the specification has no setters
	private final ECParameterSpec parameters;

	NamedCurve(String label, String name) {
		this.label = label;
		this.parameters = parameters(name);
	}

	static @Nullable NamedCurve of(@Nullable ECParameterSpec candidate) {
		if (candidate != null) {
			for (NamedCurve curve : values()) {
				if (curve.matches(candidate)) {
					return curve;
				}
			}
		}
		return null;
	}

	private boolean matches(ECParameterSpec candidate) {
		// CVE-2020-0601: the generator decides, too
		return this.parameters.getCurve().equals(candidate.getCurve())
				&& this.parameters.getGenerator().equals(candidate.getGenerator())
				&& this.parameters.getOrder().equals(candidate.getOrder())
				&& this.parameters.getCofactor() == candidate.getCofactor();
	}

	private static ECParameterSpec parameters(String name) {
		try {
			AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
			parameters.init(new ECGenParameterSpec(name));
			return parameters.getParameterSpec(ECParameterSpec.class);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Unable to find the parameters of the curve '" + name + "'", ex);
		}
	}

	@Override
	public String toString() {
		return this.label;
	}

}
