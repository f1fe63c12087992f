package io.mtlsboot.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CrlScheduleTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final CrlSchedule schedule = new CrlSchedule(Duration.ofHours(1), () -> 0);

	@ParameterizedTest
	// Far from its end, near the margin, in it, late, later
	@CsvSource({ "P0D, P7D, PT1H", "-PT6H, PT2H, PT1H", "-PT6H, PT1H, PT18M", "-PT6H, PT40M, PT10S",
			"-PT6H, PT10M, PT15M", "-PT1H, PT5M, PT90S", "-PT2H, -PT1H, PT15M", "PT0S, -PT1H, PT15M" })
	void afterSuccessWhenListEndsThenFetchedBefore(Duration thisUpdate, Duration nextUpdate, Duration expected) {
		assertThat(this.schedule.afterSuccess(list(thisUpdate, nextUpdate), NOW)).isEqualTo(expected);
	}

	@Test
	void afterSuccessWhenListHasNoEndThenAfterTheInterval() {
		assertThat(this.schedule.afterSuccess(list(Duration.ZERO, null), NOW)).isEqualTo(Duration.ofHours(1));
	}

	@ParameterizedTest
	@CsvSource({ "0, PT10S", "1, PT20S", "2, PT40S", "7, PT15M", "2000000000, PT15M" })
	void afterFailureWhenRepeatedThenWaitsLonger(int failures, Duration expected) {
		assertThat(this.schedule.afterFailure(failures)).isEqualTo(expected);
	}

	@Test
	void afterFailureWhenIntervalIsShorterThenNoLongerThanThat() {
		assertThat(new CrlSchedule(Duration.ofSeconds(2), () -> 0).afterFailure(9)).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void afterFailureWhenRandomThenUpToATenthEarlier() {
		assertThat(new CrlSchedule(Duration.ofHours(1), () -> 1).afterFailure(0)).isEqualTo(Duration.ofSeconds(9));
	}

	private static TextCrl list(Duration thisUpdate, Duration nextUpdate) {
		return new TextCrl(new X500Principal("CN=x"), NOW.plus(thisUpdate),
				Optional.ofNullable(nextUpdate).map(NOW::plus), "", "");
	}

}
