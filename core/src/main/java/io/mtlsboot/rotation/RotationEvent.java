package io.mtlsboot.rotation;

import java.time.Instant;

import io.mtlsboot.material.MaterialException;

/**
 * What came of an attempt to load material.
 */
public sealed interface RotationEvent {

	/**
	 * The name of the store.
	 * @return the name
	 */
	String store();

	/**
	 * The generation that serves from now on.
	 * @return the generation
	 */
	Generation generation();

	/**
	 * The first generation was loaded.
	 *
	 * @param store the name of the store
	 * @param generation the first generation
	 */
	record Loaded(String store, Generation generation) implements RotationEvent {
	}

	/**
	 * A generation was replaced by the next.
	 *
	 * @param store the name of the store
	 * @param previous the generation that served until now
	 * @param generation the generation that serves from now on
	 */
	record Rotated(String store, Generation previous, Generation generation) implements RotationEvent {
	}

	/**
	 * The source has the same material as before; nothing was replaced.
	 *
	 * @param store the name of the store
	 * @param generation the generation that goes on serving
	 */
	record Unchanged(String store, Generation generation) implements RotationEvent {
	}

	/**
	 * New material is good, but not valid yet; it is taken when it is. Until then the
	 * current generation goes on serving.
	 *
	 * @param store the name of the store
	 * @param generation the generation that goes on serving
	 * @param validFrom when the new material becomes valid
	 */
	record Held(String store, Generation generation, Instant validFrom) implements RotationEvent {
	}

	/**
	 * New material could not be used; the last good generation goes on serving, and the
	 * source is read again until it is good.
	 *
	 * @param store the name of the store
	 * @param generation the generation that goes on serving
	 * @param failure what is wrong with the new material
	 * @param since when the first of the attempts failed that have failed without a break
	 */
	record Failed(String store, Generation generation, MaterialException failure,
			Instant since) implements RotationEvent {
	}

}
