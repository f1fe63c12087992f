package io.mtlsboot.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RefreshSchedule;
import io.mtlsboot.rotation.RefreshTrigger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Keeps every store up to date from its first load until the application context is
 * closed. Nothing is started before something was loaded.
 */
final class MtlsRotation implements DisposableBean {

	private static final Log logger = LogFactory.getLog(MtlsRotation.class);

	private static final Duration MAX_QUIET_PERIOD = Duration.ofMinutes(1);

	private static final Duration MIN_POLL_INTERVAL = Duration.ofSeconds(1);

	private final RefreshSchedule schedule;

	private final Set<MaterialStore> watched = new HashSet<>();

	private @Nullable RefreshTrigger trigger;

	private boolean closed;

	MtlsRotation(RotationProperties properties, MtlsMaterials materials) {
		this.schedule = schedule(properties.quietPeriod(), properties.pollInterval());
		materials.onLoaded(this::watch);
	}

	private static RefreshSchedule schedule(Duration quietPeriod, Duration pollInterval) {
		if (quietPeriod.isNegative() || quietPeriod.compareTo(MAX_QUIET_PERIOD) > 0) {
			throw new MtlsConfigurationException(
					"Property 'mtls.rotation.quiet-period' is '" + quietPeriod + "'; expected 0 to one minute",
					"Set it to a little more than your writer needs for all files, such as '500ms', or remove it.");
		}
		if (pollInterval.compareTo(MIN_POLL_INTERVAL) < 0) {
			throw new MtlsConfigurationException(
					"Property 'mtls.rotation.poll-interval' is '" + pollInterval + "'; expected at least one second",
					"Set it to a duration such as '60s', or remove it.");
		}
		return new RefreshSchedule(quietPeriod, pollInterval);
	}

	private synchronized void watch(MaterialStore store) {
		if (this.closed || !this.watched.add(store)) {
			return;
		}
		RefreshTrigger trigger = this.trigger;
		if (trigger == null) {
			trigger = new RefreshTrigger(this.schedule, logger::warn, Clock.systemUTC());
			this.trigger = trigger;
		}
		trigger.watch(store);
	}

	@Override
	public synchronized void destroy() {
		this.closed = true;
		if (this.trigger != null) {
			this.trigger.close();
		}
	}

}
