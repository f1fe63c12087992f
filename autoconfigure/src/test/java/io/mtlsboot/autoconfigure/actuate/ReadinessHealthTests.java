package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.mtlsboot.autoconfigure.AdjustableClock;
import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.ObservedCalls;
import io.mtlsboot.autoconfigure.Readiness;
import io.mtlsboot.autoconfigure.Revocations;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class ReadinessHealthTests {

	private static final Duration WEEK = Duration.ofDays(7);

	private static final Instant UNTIL = Materials.NOW.plus(WEEK);

	private final AdjustableClock clock = new AdjustableClock(Materials.NOW);

	private final Readiness readiness = new Readiness(WEEK, UNTIL,
			IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID)), this.clock);

	private final MtlsMaterials materials = Materials.loaded(Materials.of(Materials.orders()), MaterialScope.SERVER);

	@Test
	void verifyWhenServerObservesThenIsUpAndTellsTheVerdict() {
		this.clock.pass(WEEK.minusMillis(1));
		Health health = health(this.materials);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsOnlyKeys("server", "readiness");
		assertThat(health.getDetails().get("readiness")).isEqualTo(Map.of("status", "UP", "verdict", "NOT_READY",
				"since", "2026-06-01T12:00:00Z", "until", "2026-06-08T12:00:00Z", "because",
				"no call that a strict port would refuse came since the start at 2026-06-01T12:00:00Z; "
						+ "ready at 2026-06-08T12:00:00Z if none comes until then"));
	}

	@Test
	void verifyWhenDateHasPassedAndServerIsReadyThenWarnsAndSaysToBecomeStrict() {
		this.clock.pass(WEEK);
		Health health = health(this.materials);
		assertThat(health.getStatus()).isEqualTo(WarningStatus.WARNING);
		assertThat(problem(health)).isEqualTo("the server still admits everybody, and 'mtls.server.observe.until' "
				+ "(2026-06-08T12:00:00Z) has passed, so that it will not start again; "
				+ "set 'mtls.server.mode' to 'strict'");
	}

	@Test
	void verifyWhenDateHasPassedAndServerIsNotReadyThenWarnsAndSaysWhereToLook() {
		this.readiness.onCall(ObservedCalls.plaintext().at(this.clock.pass(WEEK)));
		assertThat(problem(health(this.materials))).contains("fix the callers at '/actuator/mtls/readiness'")
			.endsWith("or choose a later date");
	}

	@Test
	void verifyWhenDateHasPassedThenWorseOfMaterialStays() {
		this.clock.pass(WEEK.multipliedBy(5));
		assertThat(health(this.materials).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void verifyWhenNothingIsLoadedThenObservingDoesNotMakeItUp() {
		MtlsMaterials none = new MtlsMaterials(Materials.untouchable(), List.of(), Clock.systemUTC());
		assertThat(health(none).getStatus()).isEqualTo(Status.UNKNOWN);
		this.clock.pass(WEEK);
		assertThat(health(none).getStatus()).isEqualTo(WarningStatus.WARNING);
	}

	private Health health(MtlsMaterials materials) {
		return new MtlsHealthIndicator(materials, Revocations.none(), this.readiness, this.clock).health();
	}

	private static String problem(Health health) {
		assertThat(health.getDetails().get("readiness"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("status", "WARNING");
		return String.valueOf(((Map<?, ?>) health.getDetails().get("readiness")).get("problem"));
	}

}
