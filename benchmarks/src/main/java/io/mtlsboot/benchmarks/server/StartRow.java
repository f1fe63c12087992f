package io.mtlsboot.benchmarks.server;

import java.util.List;

import io.mtlsboot.benchmarks.report.Spread;

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
		return new StartRow(starts.get(0).server(), Spread.median(starts, StartRow::millis),
				Spread.median(starts, StartRow::cpuMillis), starts.size());
	}

}
