package io.mtlsboot.benchmarks.server;

import java.util.List;

import io.mtlsboot.benchmarks.report.Spread;

/**
 * What the start of a server cost: medians.
 *
 * @param server its name
 * @param cached whether its JVM had an AOT cache of an earlier run
 * @param listeningMillis how long it took until it listened
 * @param answeredMillis how long it took until a caller with a certificate had its answer
 * @param cpuMillis CPU time until then
 * @param starts of how many starts
 */
record StartRow(String server, boolean cached, double listeningMillis, double answeredMillis, double cpuMillis,
		int starts) {

	static StartRow medians(List<StartRow> starts) {
		StartRow first = starts.get(0);
		return new StartRow(first.server(), first.cached(), Spread.median(starts, StartRow::listeningMillis),
				Spread.median(starts, StartRow::answeredMillis), Spread.median(starts, StartRow::cpuMillis),
				starts.size());
	}

}
