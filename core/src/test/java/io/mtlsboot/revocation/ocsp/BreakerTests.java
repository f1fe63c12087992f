package io.mtlsboot.revocation.ocsp;

import java.time.Duration;
import java.time.Instant;

import io.mtlsboot.revocation.ocsp.Breaker.Permit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BreakerTests {

	private static final Instant NOW = Instant.EPOCH;

	private final Breaker breaker = new Breaker(Duration.ofSeconds(30));

	@Test
	void failedWhenSeveralFindItTogetherThenPauseIsThatOfOneFailure() {
		Permit one = this.breaker.enter(NOW);
		Permit other = this.breaker.enter(NOW);
		this.breaker.failed(one, NOW, "failed");
		this.breaker.failed(other, NOW, "failed");
		this.breaker.failed(one, NOW, "failed");
		assertThat(this.breaker.enter(NOW.plusMillis(999))).isNull();
		assertThat(this.breaker.enter(NOW.plusSeconds(1))).isNotNull();
	}

	@Test
	void enterWhenProbeEndsWithoutAResultThenAnotherMayTry() {
		this.breaker.failed(this.breaker.enter(NOW), NOW, "failed");
		Instant later = NOW.plusSeconds(1);
		Permit probe = this.breaker.enter(later);
		assertThat(this.breaker.enter(later)).isNull();
		this.breaker.released(probe);
		assertThat(this.breaker.enter(later)).isNotNull();
	}

}
