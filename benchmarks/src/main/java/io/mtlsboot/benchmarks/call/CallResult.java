package io.mtlsboot.benchmarks.call;

import io.mtlsboot.benchmarks.process.Fields;

/**
 * What came of a {@link CallOrder}.
 *
 * @param calls answers that were as expected
 * @param errors calls that failed and answers that were not
 * @param firstError what the first of them was, or empty
 * @param nanos how long it took
 * @param clientMicros CPU time of the client
 * @param calleeMicros CPU time of the callee
 * @param p50 median of the latency in microseconds
 * @param p99 what 99 of 100 answers were faster than, in microseconds
 */
public record CallResult(long calls, long errors, String firstError, long nanos, long clientMicros, long calleeMicros,
		long p50, long p99) {

	/**
	 * Reads what {@link #line()} wrote.
	 * @param line one line
	 * @return the result
	 */
	public static CallResult parse(String line) {
		Fields fields = Fields.parse(line);
		return new CallResult(fields.number("calls"), fields.number("errors"), fields.text("firstError"),
				fields.number("nanos"), fields.number("clientMicros"), fields.number("calleeMicros"),
				fields.number("p50"), fields.number("p99"));
	}

	String line() {
		return Fields.empty()
			.with("calls", this.calls)
			.with("errors", this.errors)
			.with("firstError", this.firstError)
			.with("nanos", this.nanos)
			.with("clientMicros", this.clientMicros)
			.with("calleeMicros", this.calleeMicros)
			.with("p50", this.p50)
			.with("p99", this.p99)
			.line();
	}

}
