package io.mtlsboot.samples.demo;

import java.io.PrintStream;

/**
 * Prints calls with their outcome, and remembers whether one was not as expected.
 */
final class Lines {

	private final PrintStream out;

	private boolean asExpected = true;

	Lines(PrintStream out) {
		this.out = out;
	}

	void title(String title) {
		this.out.println("\n" + title);
	}

	void line(boolean expected, String call, String outcome) {
		this.asExpected &= expected;
		this.out.printf("  %s %-56s %s%n", expected ? "ok" : "!!", call, outcome);
	}

	boolean asExpected() {
		return this.asExpected;
	}

}
