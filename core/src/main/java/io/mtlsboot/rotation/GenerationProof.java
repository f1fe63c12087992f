package io.mtlsboot.rotation;

import io.mtlsboot.material.MaterialException;

/**
 * Proves that a new generation serves as it must. It is called when the generation is in
 * use and nobody has been told of it yet, on the thread that read the material.
 */
@FunctionalInterface
public interface GenerationProof {

	/**
	 * Proves the current generation of a store.
	 * @param generation the generation
	 * @throws MaterialException if it does not serve as it must: then the one before it
	 * serves again
	 */
	void prove(Generation generation);

}
