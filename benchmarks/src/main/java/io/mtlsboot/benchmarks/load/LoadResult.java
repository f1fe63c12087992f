package io.mtlsboot.benchmarks.load;

import io.mtlsboot.benchmarks.process.Fields;

/**
 * What came of a {@link LoadOrder}.
 *
 * @param operations answers that were as expected
 * @param errors connections that failed and answers that were not
 * @param firstError what the first of them was, or empty
 * @param handshakes how many were completed
 * @param resumed how many of them went on with a session
 * @param nanos how long it took
 * @param serverMicros CPU time of the server
 * @param backendMicros CPU time of what the server forwards to
 * @param generatorMicros CPU time of the load generator
 * @param p50 median of the latency in microseconds
 * @param p99 what 99 of 100 answers were faster than, in microseconds
 */
public record LoadResult(long operations, long errors, String firstError, long handshakes, long resumed, long nanos,
		long serverMicros, long backendMicros, long generatorMicros, long p50, long p99) {

	/**
	 * Reads what {@link #line()} wrote.
	 * @param line one line
	 * @return the result
	 */
	public static LoadResult parse(String line) {
		Fields fields = Fields.parse(line);
		return new LoadResult(fields.number("operations"), fields.number("errors"), fields.text("firstError"),
				fields.number("handshakes"), fields.number("resumed"), fields.number("nanos"),
				fields.number("serverMicros"), fields.number("backendMicros"), fields.number("generatorMicros"),
				fields.number("p50"), fields.number("p99"));
	}

	String line() {
		return Fields.empty()
			.with("operations", this.operations)
			.with("errors", this.errors)
			.with("firstError", this.firstError)
			.with("handshakes", this.handshakes)
			.with("resumed", this.resumed)
			.with("nanos", this.nanos)
			.with("serverMicros", this.serverMicros)
			.with("backendMicros", this.backendMicros)
			.with("generatorMicros", this.generatorMicros)
			.with("p50", this.p50)
			.with("p99", this.p99)
			.line();
	}

}
