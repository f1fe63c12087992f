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

	/**
	 * Lets the source tell when it may have something new, if it knows. Whatever it
	 * tells, it is asked at intervals, too.
	 * @param listener to be called from any thread, as often as there may be something
	 * new; it returns at once
	 */
	default void onChange(Runnable listener) {
	}

}
