package io.mtlsboot.autoconfigure.actuate;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class HealthVerdictTests {

	private static final HealthVerdict WARNING = new HealthVerdict(WarningStatus.WARNING, "late");

	private static final HealthVerdict DOWN = new HealthVerdict(Status.DOWN, "over");

	@Test
	void verifyWhenOneIsWellThenTheOtherHolds() {
		assertThat(HealthVerdict.UP.and(HealthVerdict.UP)).isEqualTo(HealthVerdict.UP);
		assertThat(HealthVerdict.UP.and(WARNING)).isEqualTo(WARNING);
		assertThat(DOWN.and(HealthVerdict.UP)).isEqualTo(DOWN);
	}

	@Test
	void verifyWhenBothAreNotThenTheWorseComesFirst() {
		HealthVerdict both = new HealthVerdict(Status.DOWN, "over; besides, late");
		assertThat(DOWN.and(WARNING)).isEqualTo(both);
		assertThat(WARNING.and(DOWN)).isEqualTo(both);
	}

}
