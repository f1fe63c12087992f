package io.mtlsboot.benchmarks.call;

import java.util.List;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallTallyTests {

	@Test
	void measureWhenAnswersAreAsExpectedThenCountsEachCallOnce() {
		CallResult result = measure(60_000, (order, tally) -> {
			while (tally.begin()) {
				tally.answered(System.nanoTime(), "hello");
			}
		});
		assertThat(result.calls()).isEqualTo(1000);
		assertThat(result.errors()).isZero();
		assertThat(CallResult.parse(result.line())).isEqualTo(result);
	}

	@Test
	void measureWhenAnswersAreNotAsExpectedThenEndsAfterSome() {
		CallResult result = measure(60_000, (order, tally) -> {
			while (tally.begin()) {
				tally.answered(System.nanoTime(), "hello nobody");
			}
		});
		assertThat(result.calls()).isZero();
		assertThat(result.errors()).isEqualTo(100);
		assertThat(result.firstError()).isEqualTo("answers 'hello nobody'");
	}

	@Test
	void measureWhenACallFailsThenSaysByWhichTypes() {
		CallResult result = measure(60_000, (order, tally) -> tally
			.failed(new IllegalStateException("I/O error", new SSLHandshakeException("no path"))));
		assertThat(result.firstError()).isEqualTo("IllegalStateException < SSLHandshakeException: I/O error");
	}

	@Test
	void measureWhenTimeIsOverThenBeginsNothing() {
		assertThat(measure(0, (order, tally) -> assertThat(tally.begin()).isFalse()).calls()).isZero();
	}

	private static CallResult measure(long millis, Calls calls) {
		return new CallTally(new CallOrder(1, "/", "hello", 1000, millis, 1, List.of())).measure(calls);
	}

}
