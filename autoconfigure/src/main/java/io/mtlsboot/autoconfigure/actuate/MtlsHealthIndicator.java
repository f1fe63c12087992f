package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.autoconfigure.Readiness;
import io.mtlsboot.rotation.MaterialStore;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of the material in use, store by store, since each may have been loaded at
 * another time, and of a server that only observes. Nothing is loaded to answer.
 */
final class MtlsHealthIndicator extends AbstractHealthIndicator {

	private final MtlsMaterials materials;

	private final MtlsRevocation revocation;

	private final @Nullable Readiness readiness;

	private final Clock clock;

	MtlsHealthIndicator(MtlsMaterials materials, MtlsRevocation revocation, @Nullable Readiness readiness,
			Clock clock) {
		super("Health check of the material of mutual TLS failed");
		this.materials = materials;
		this.revocation = revocation;
		this.readiness = readiness;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Instant now = this.clock.instant();
		Map<String, StoreHealth> stores = new TreeMap<>();
		for (MaterialStore store : this.materials.loaded()) {
			stores.put(store.name(),
					StoreHealth.of(store.current(), store.failure(), this.revocation.store(store.name()), now));
		}
		builder.status(worst(stores));
		stores.forEach((name, health) -> builder.withDetail(name, health.details()));
		if (this.readiness != null) {
			ReadinessHealth health = ReadinessHealth.of(this.readiness.summary(), now);
			// A server without material is no better for what it observes
			if (health.verdict().problem() != null) {
				builder.status(WarningStatus.worse(worst(stores), health.verdict().status()));
			}
			builder.withDetail("readiness", health.details());
		}
	}

	private static Status worst(Map<String, StoreHealth> stores) {
		return stores.values()
			.stream()
			.map((health) -> health.verdict().status())
			.reduce(Status.UNKNOWN, WarningStatus::worse);
	}

}
