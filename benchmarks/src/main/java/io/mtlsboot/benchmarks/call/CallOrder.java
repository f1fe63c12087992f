package io.mtlsboot.benchmarks.call;

import java.util.List;

import io.mtlsboot.benchmarks.process.Fields;

/**
 * What a client is to do.
 *
 * @param number which order it is
 * @param uri what it asks for, from the callee or, if it is absolute, from another
 * @param expected the only answer that counts
 * @param calls how many
 * @param millis after how long it begins no further one
 * @param callers how many are under way at the same time
 * @param calleePids the processes of the callee
 */
public record CallOrder(int number, String uri, String expected, int calls, long millis, int callers,
		List<Long> calleePids) {

	static CallOrder parse(String line) {
		Fields fields = Fields.parse(line);
		return new CallOrder((int) fields.number("number"), fields.text("uri"), fields.text("expected"),
				(int) fields.number("calls"), fields.number("millis"), (int) fields.number("callers"),
				fields.numbers("calleePids"));
	}

	/**
	 * Writes it down.
	 * @return one line, without its end
	 */
	public String line() {
		return Fields.empty()
			.with("number", this.number)
			.with("uri", this.uri)
			.with("expected", this.expected)
			.with("calls", this.calls)
			.with("millis", this.millis)
			.with("callers", this.callers)
			.withAll("calleePids", this.calleePids)
			.line();
	}

}
