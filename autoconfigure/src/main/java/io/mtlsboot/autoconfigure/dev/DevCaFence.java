package io.mtlsboot.autoconfigure.dev;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Keeps the development CA out of production: whoever can read a developer's home
 * directory can issue its certificates.
 */
final class DevCaFence {

	private static final Profiles PRODUCTION = Profiles.of("prod", "production");

	private DevCaFence() {
	}

	static void requireDevelopment(Environment environment) {
		if (CloudPlatform.KUBERNETES.isActive(environment)) {
			throw refusal("this is Kubernetes");
		}
		if (environment.acceptsProfiles(PRODUCTION)) {
			throw refusal("the profile 'prod' or 'production' is active");
		}
	}

	private static MtlsConfigurationException refusal(String where) {
		return new MtlsConfigurationException(
				"Property 'mtls.dev-ca.enabled' is 'true', but " + where
						+ ": the development CA is for laptops and tests only",
				"Set 'mtls.dev-ca.enabled: false' here, and set 'mtls.identity' and 'mtls.trust' to the certificates "
						+ "of your real CA.");
	}

}
