package io.mtlsboot.benchmarks.server;

import java.util.List;

/**
 * What the start of a server cost: medians.
 *
 * @param server its name
 * @param millis how long it took until it listened
 * @param cpuMillis CPU time until then
 * @param starts of how many starts
 */
record StartRow(String server, double millis, double cpuMillis, int starts) {

	static StartRow medians(List<StartRow> starts) {
		return new StartRow(starts.get(0).server(), Row.median(starts.stream().mapToDouble(StartRow::millis)),
				Row.median(starts.stream().mapToDouble(StartRow::cpuMillis)), starts.size());
	}

}
