package io.mtlsboot.rotation;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.TlsMaterial;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the material that did not serve as it must, so that it is not taken again and
 * again. Used by one thread at a time.
 */
final class ProvenGenerations {

	private volatile @Nullable GenerationProof proof;

	private @Nullable Disproved disproved;

	void proveWith(GenerationProof proof) {
		this.proof = proof;
	}

	/**
	 * Refuses material that was tried before.
	 * @param material the material
	 */
	void requireNotDisproved(TlsMaterial material) {
		Disproved known = this.disproved;
		if (known != null && known.material().equals(material)) {
			throw known.failure();
		}
	}

	void prove(Generation generation) {
		GenerationProof current = this.proof;
		this.disproved = null;
		if (current == null) {
			return;
		}
		try {
			current.prove(generation);
		}
		catch (MaterialException ex) {
			this.disproved = new Disproved(generation.material(), ex);
			throw ex;
		}
	}

	/**
	 * Material that was tried.
	 *
	 * @param material the material
	 * @param failure what went wrong
	 */
	private record Disproved(TlsMaterial material, MaterialException failure) {
	}

}
