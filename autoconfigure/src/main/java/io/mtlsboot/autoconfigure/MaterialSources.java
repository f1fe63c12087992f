package io.mtlsboot.autoconfigure;

import io.mtlsboot.material.MaterialSource;

/**
 * Finds the source of material for each scope. A bean of this type replaces the
 * {@code mtls.identity} and {@code mtls.trust} properties by another origin, such as an
 * agent or a secret store.
 */
@FunctionalInterface
public interface MaterialSources {

	/**
	 * The source for a scope. What it loads is checked for validity, purpose and a
	 * complete chain before it is used.
	 * @param scope who needs material
	 * @return the source; nothing is read yet
	 * @throws MtlsConfigurationException if the scope has no source, or more than one
	 */
	MaterialSource sourceFor(MaterialScope scope);

}
