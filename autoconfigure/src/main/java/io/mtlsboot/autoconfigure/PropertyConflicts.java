package io.mtlsboot.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Refuses properties that contradict each other.
 */
final class PropertyConflicts {

	private PropertyConflicts() {
	}

	static @Nullable String present(boolean present, String property) {
		return present ? property : null;
	}

	static void requireExactlyOne(String property, @Nullable String... present) {
		List<String> found = Stream.of(present).filter(Objects::nonNull).map(Object::toString).toList();
		if (found.isEmpty()) {
			throw property.endsWith(".trust") ? noAnchors(property) : noIdentity(property);
		}
		if (found.size() > 1) {
			throw new MtlsConfigurationException(
					"Properties contradict each other: '" + String.join("' and '", found) + "' are set, expected one",
					"Remove all but one of them.");
		}
	}

	private static MtlsConfigurationException noAnchors(String property) {
		return new MtlsConfigurationException(
				"No trust anchors are configured: none of '" + property + ".anchors', '" + property
						+ ".trust-store.location' and '" + property + ".bundle' is set",
				"Set '" + property + ".anchors' to the PEM file of the CA that issues the certificates of your peers. "
						+ "The public CAs of the JVM are never used.");
	}

	private static MtlsConfigurationException noIdentity(String property) {
		return new MtlsConfigurationException(
				"No identity is configured: none of '" + property + ".certificate', '" + property
						+ ".key-store.location' and '" + property + ".bundle' is set",
				"Set '" + property + ".certificate' and '" + property + ".private-key' to PEM files.");
	}

}
