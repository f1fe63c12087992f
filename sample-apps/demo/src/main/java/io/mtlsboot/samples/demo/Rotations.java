package io.mtlsboot.samples.demo;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.rotation.RotationListener;

/**
 * Collects the generations of a service's server material. Any bean of this kind is told.
 */
final class Rotations implements RotationListener {

	private static final int MAX_WAITING = 100;

	private final BlockingQueue<RotationEvent.Rotated> rotations = new LinkedBlockingQueue<>(MAX_WAITING);

	@Override
	public void onRotation(RotationEvent event) {
		if (event instanceof RotationEvent.Rotated rotated && event.store().equals("server")) {
			this.rotations.offer(rotated);
		}
	}

	/**
	 * Waits for certain material.
	 * @param wanted what is waited for
	 * @return whether it came
	 */
	boolean await(Predicate<TlsMaterial> wanted) throws InterruptedException {
		for (int i = 0; i < MAX_WAITING; i++) {
			RotationEvent.Rotated rotated = this.rotations.poll(5, TimeUnit.SECONDS);
			if (rotated == null) {
				return false;
			}
			if (wanted.test(rotated.generation().material())) {
				return true;
			}
		}
		return false;
	}

}
