package io.mtlsboot.autoconfigure;

import io.mtlsboot.rotation.Generation;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.rotation.RotationListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs what was loaded and what could not be.
 */
final class RotationLog implements RotationListener {

	private static final Log logger = LogFactory.getLog(RotationLog.class);

	@Override
	public void onRotation(RotationEvent event) {
		if (event instanceof RotationEvent.Loaded loaded) {
			logger.info("Loaded " + describe(loaded.store(), loaded.generation()));
		}
		else if (event instanceof RotationEvent.Rotated rotated) {
			logger.info("Rotated to " + describe(rotated.store(), rotated.generation()));
		}
		else if (event instanceof RotationEvent.Failed failed) {
			logger.warn("Unable to rotate material of '" + failed.store() + "', generation "
					+ failed.generation().number() + " goes on serving: " + failed.failure().getMessage());
		}
	}

	private static String describe(String store, Generation generation) {
		return "generation " + generation.number() + " of material of '" + store + "': " + generation.material().key()
				+ ", valid until " + generation.material().key().leaf().getNotAfter().toInstant() + "; "
				+ generation.material().trust();
	}

}
