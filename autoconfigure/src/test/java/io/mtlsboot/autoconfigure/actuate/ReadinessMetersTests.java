package io.mtlsboot.autoconfigure.actuate;

import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mtlsboot.autoconfigure.AdjustableClock;
import io.mtlsboot.autoconfigure.ObservedCalls;
import io.mtlsboot.autoconfigure.Readiness;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadinessMetersTests {

	private static final Duration WEEK = Duration.ofDays(7);

	private final AdjustableClock clock = new AdjustableClock(Materials.NOW);

	private final Readiness readiness = new Readiness(WEEK, Materials.NOW.plus(WEEK.multipliedBy(9)),
			IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID)), this.clock);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void verifyWhenCallersComeAndTimePassesThenGaugesFollow() {
		new ReadinessMeters(this.readiness).bindTo(this.registry);
		assertGauges(0, 0, 0);
		this.readiness.onCall(ObservedCalls.admitted(Materials.orders().certificate()).at(this.clock.instant()));
		this.readiness.onCall(ObservedCalls.plaintext().at(this.clock.instant()));
		this.readiness.onCall(ObservedCalls.plaintext().from("10.0.0.3").at(this.clock.instant()));
		assertGauges(0, 1, 2);
		this.clock.pass(WEEK);
		assertGauges(1, 1, 0);
	}

	private void assertGauges(int ready, int admitted, int refused) {
		assertThat(this.registry.get("mtls.readiness").gauge().value()).isEqualTo(ready);
		assertThat(callers("admitted")).isEqualTo(admitted);
		assertThat(callers("refused")).isEqualTo(refused);
	}

	private double callers(String would) {
		return this.registry.get("mtls.readiness.callers").tag("would", would).gauge().value();
	}

}
