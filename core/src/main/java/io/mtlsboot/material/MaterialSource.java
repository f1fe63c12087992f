package io.mtlsboot.material;

/**
 * Where material comes from: files, a key store, a bundle, a CA.
 */
@FunctionalInterface
public interface MaterialSource {

	/**
	 * Reads everything once, as one snapshot. May block on files; never cached.
	 * @return the material
	 * @throws MaterialException if it cannot be read or is not what it must be
	 */
	TlsMaterial load();

}
