package io.mtlsboot.benchmarks.server;

import io.mtlsboot.benchmarks.load.LoadResult;

/**
 * One measurement.
 *
 * @param contestant who was measured
 * @param mode what was asked
 * @param round from 1
 * @param load what the load generator counted
 * @param residentBytes memory of the server afterwards
 * @param problem why it says nothing, or empty
 */
record Sample(String contestant, Mode mode, int round, LoadResult load, long residentBytes, String problem) {

	/**
	 * Returns why a measurement says nothing.
	 * @param load what the load generator counted
	 * @param mode what was asked
	 * @return what is wrong, or empty
	 */
	static String problem(LoadResult load, Mode mode) {
		if (load.errors() > 0) {
			return load.errors() + " errors: " + load.firstError();
		}
		if (load.operations() == 0) {
			return "no answer";
		}
		if (load.resumed() > 0 && !mode.resumes()) {
			return load.resumed() + " handshakes were resumed";
		}
		return "";
	}

	double cpuMicros() {
		return perOperation(this.load.serverMicros());
	}

	double cpuMicrosWithBackend() {
		return perOperation(this.load.serverMicros() + this.load.backendMicros());
	}

	double generatorMicros() {
		return perOperation(this.load.generatorMicros());
	}

	double operationsPerSecond() {
		return this.load.operations() * 1e9 / Math.max(1, this.load.nanos());
	}

	double resumedPercent() {
		return 100.0 * this.load.resumed() / Math.max(1, this.load.handshakes());
	}

	double residentMegabytes() {
		return this.residentBytes / 1048576.0;
	}

	private double perOperation(long micros) {
		return (double) micros / Math.max(1, this.load.operations());
	}

}
