package io.mtlsboot.benchmarks.server;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.mtlsboot.benchmarks.report.Spread;

/**
 * The medians of one server in one mode. Whatever there is per operation is in
 * microseconds.
 *
 * @param server its name
 * @param title what it is
 * @param mode what was asked
 * @param rounds how many measurements there are
 * @param cpuMicros CPU time of the server
 * @param cpuMicrosLowest the lowest of all rounds
 * @param cpuMicrosHighest the highest of all rounds
 * @param ratio that of the server to that of the baseline, NaN without a baseline
 * @param operationsPerSecond how fast it was on its core
 * @param p50Micros median of the latency
 * @param p99Micros what 99 of 100 answers were faster than
 * @param residentMegabytes memory of the server
 * @param resumedPercent how many handshakes went on with a session
 * @param generatorMicros CPU time of the load generator
 * @param errors what failed in all rounds
 * @param problem why the numbers are not valid, or empty
 */
record Row(String server, String title, String mode, int rounds, double cpuMicros, double cpuMicrosLowest,
		double cpuMicrosHighest, double ratio, double operationsPerSecond, double p50Micros, double p99Micros,
		double residentMegabytes, double resumedPercent, double generatorMicros, long errors, String problem) {

	static Row of(String server, String title, Mode mode, List<Sample> samples,
			ToDoubleFunction<Sample> cpuPerOperation, double baseline) {
		Spread cpu = Spread.of(samples, cpuPerOperation);
		return new Row(server, title, mode.id(), samples.size(), cpu.median(), cpu.lowest(), cpu.highest(),
				cpu.median() / baseline, Spread.median(samples, Sample::operationsPerSecond),
				Spread.median(samples, (sample) -> sample.load().p50()),
				Spread.median(samples, (sample) -> sample.load().p99()),
				Spread.median(samples, Sample::residentMegabytes), Spread.median(samples, Sample::resumedPercent),
				Spread.median(samples, Sample::generatorMicros),
				samples.stream().mapToLong((sample) -> sample.load().errors()).sum(),
				samples.stream().map(Sample::problem).filter((problem) -> !problem.isEmpty()).findFirst().orElse(""));
	}

	boolean isValid() {
		return this.problem.isEmpty();
	}

}
