package io.mtlsboot.material;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

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

	/**
	 * The files that it reads, so that a change of one of them is noticed at once.
	 * @return the files, whether they exist or not; empty if it reads none
	 */
	default Collection<Path> files() {
		return List.of();
	}

}
