package io.mtlsboot.benchmarks.client;

import java.util.List;

import io.mtlsboot.benchmarks.report.Spread;

/**
 * The medians of one client. Whatever there is per call is in microseconds.
 *
 * @param client its name
 * @param title what it is
 * @param rounds how many measurements there are
 * @param cpuMicros CPU time of the client
 * @param cpuMicrosLowest the lowest of all rounds
 * @param cpuMicrosHighest the highest of all rounds
 * @param ratio that of the client to that of the baseline, NaN without a baseline
 * @param callsPerSecond how fast it was on its core
 * @param p50Micros median of the latency
 * @param p99Micros what 99 of 100 answers were faster than
 * @param handshakes how many the callee counted in 10,000 calls
 * @param resumedPercent how many of them went on with a session
 * @param calleeMicros CPU time of the callee
 * @param errors what failed in all rounds
 * @param problem why the numbers are not valid, or empty
 */
record ClientRow(String client, String title, int rounds, double cpuMicros, double cpuMicrosLowest,
		double cpuMicrosHighest, double ratio, double callsPerSecond, double p50Micros, double p99Micros,
		double handshakes, double resumedPercent, double calleeMicros, long errors, String problem) {

	static ClientRow of(ClientContestant contestant, List<ClientSample> samples, double baseline) {
		Spread cpu = Spread.of(samples, ClientSample::cpuMicros);
		return new ClientRow(contestant.id(), contestant.title(), samples.size(), cpu.median(), cpu.lowest(),
				cpu.highest(), cpu.median() / baseline, Spread.median(samples, ClientSample::callsPerSecond),
				Spread.median(samples, (sample) -> sample.result().p50()),
				Spread.median(samples, (sample) -> sample.result().p99()),
				Spread.median(samples, ClientSample::handshakesPerTenThousand),
				Spread.median(samples, (sample) -> sample.handshakes().resumedPercent()),
				Spread.median(samples, ClientSample::calleeMicros),
				samples.stream().mapToLong((sample) -> sample.result().errors()).sum(),
				samples.stream()
					.map(ClientSample::problem)
					.filter((problem) -> !problem.isEmpty())
					.findFirst()
					.orElse(""));
	}

	boolean isValid() {
		return this.problem.isEmpty();
	}

}
