package io.mtlsboot.rotation;

/**
 * Is told what came of every attempt to load material, on the thread that made it.
 */
@FunctionalInterface
public interface RotationListener {

	/**
	 * Something was loaded, replaced, found unchanged or refused.
	 * @param event what happened
	 */
	void onRotation(RotationEvent event);

}
