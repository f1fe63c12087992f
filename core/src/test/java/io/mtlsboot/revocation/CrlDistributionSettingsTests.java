package io.mtlsboot.revocation;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CrlDistributionSettingsTests {

	@ParameterizedTest
	@CsvSource({ "PT-1S, PT1H, positive", "PT30.001S, PT1H, at most PT30S", "PT5S, PT0S, positive",
			"PT5S, PT168H1S, at most PT168H" })
	void createWhenADurationIsOutOfRangeThenRefused(Duration timeout, Duration refreshInterval, String expected) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CrlDistributionSettings(List.of(), true, timeout, refreshInterval, 1, 1))
			.withMessageContaining(expected);
	}

	@Test
	void createWhenDurationsAreAtTheirLimitsThenKept() {
		CrlDistributionSettings settings = new CrlDistributionSettings(List.of(), false, Duration.ofSeconds(30),
				Duration.ofDays(7), 1, 1);
		assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(30));
	}

}
