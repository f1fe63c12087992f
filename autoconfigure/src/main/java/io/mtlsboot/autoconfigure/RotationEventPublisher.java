package io.mtlsboot.autoconfigure;

import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.rotation.RotationListener;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what came of an attempt to load material as an event of the application,
 * unless nothing has changed.
 *
 * @param publisher the application context
 */
record RotationEventPublisher(ApplicationEventPublisher publisher) implements RotationListener {

	@Override
	public void onRotation(RotationEvent event) {
		if (!(event instanceof RotationEvent.Unchanged)) {
			this.publisher.publishEvent(event);
		}
	}

}
