package io.mtlsboot.revocation.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeadlineTests {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

	private final Deadline deadline = new Deadline(Duration.ofMillis(20), this.nanos::get);

	@Test
	void remainingWhenItIsNotOverThenAtLeastOneMillisecond() throws Exception {
		assertThat(this.deadline.remainingMillis()).isEqualTo(20);
		this.nanos.addAndGet(Duration.ofMillis(20).toNanos() - 1);
		assertThat(this.deadline.remainingMillis()).as("0 would be for ever").isOne();
	}

	@Test
	void remainingWhenItIsOverThenThrows() {
		this.nanos.addAndGet(Duration.ofMillis(20).toNanos());
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this.deadline::remainingMillis);
		this.nanos.addAndGet(Duration.ofDays(1).toNanos());
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this.deadline::remainingMillis)
			.withMessageContaining("PT0.02S");
	}

}
