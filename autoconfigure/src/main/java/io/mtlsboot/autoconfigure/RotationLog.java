package io.mtlsboot.autoconfigure;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.rotation.RotationListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs what was loaded and what could not be: a failure that lasts, or that several
 * stores have in common, is one line.
 */
final class RotationLog implements RotationListener {

	private static final Log logger = LogFactory.getLog(RotationLog.class);

	private final Map<String, Failure> failures = new HashMap<>();

	private final Map<String, Instant> held = new HashMap<>();

	@Override
	public synchronized void onRotation(RotationEvent event) {
		if (event instanceof RotationEvent.Failed failed) {
			failed(failed);
			return;
		}
		boolean healed = this.failures.remove(event.store()) != null;
		if (event instanceof RotationEvent.Loaded loaded) {
			logger.info("Loaded " + describe(loaded.store(), loaded.generation()));
		}
		else if (event instanceof RotationEvent.Rotated rotated) {
			logger.info("Rotated to " + describe(rotated.store(), rotated.generation()));
		}
		else if (event instanceof RotationEvent.Held waiting) {
			held(waiting);
		}
		else if (healed) {
			logger.info("Material of '" + event.store() + "' is as it was before it could not be used: generation "
					+ event.generation().number() + " goes on serving");
		}
	}

	private void failed(RotationEvent.Failed event) {
		Failure failure = Failure.of(event.failure());
		boolean known = this.failures.containsValue(failure);
		this.failures.put(event.store(), failure);
		if (!known) {
			logger.warn("Unable to rotate material of '" + event.store() + "', generation "
					+ event.generation().number() + " goes on serving: " + event.failure().getMessage() + ". "
					+ MaterialRemedy.of(event.failure().problem()));
		}
	}

	private void held(RotationEvent.Held event) {
		if (!event.validFrom().equals(this.held.put(event.store(), event.validFrom()))) {
			logger.info("New material of '" + event.store() + "' is not valid before " + event.validFrom()
					+ " and is taken then: generation " + event.generation().number() + " goes on serving");
		}
	}

	private static String describe(String store, Generation generation) {
		return "generation " + generation.number() + " of material of '" + store + "': " + generation.material().key()
				+ ", valid until " + generation.material().key().leaf().getNotAfter().toInstant() + "; "
				+ generation.material().trust();
	}

	/**
	 * What is the same as long as nothing new is wrong; messages may tell the time.
	 *
	 * @param problem what is wrong
	 * @param location where
	 */
	private record Failure(MaterialProblem problem, @Nullable String location) {

		static Failure of(MaterialException failure) {
			return new Failure(failure.problem(), failure.location());
		}

	}

}
