package io.mtlsboot.benchmarks.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is measured, and for how long.
 *
 * @param rounds how often each server has its turn in each mode
 * @param millis how long a turn is
 * @param warmUpMillis how long each server is loaded at a time, in each mode before the
 * first round, until an operation does not become cheaper; 0 for not at all
 * @param rampMillis how long a turn begins without being counted
 * @param modes what is asked of them
 * @param servers names of the contestants; empty for all that can be started here
 * @param connections how many are open at the same time
 * @param idleConnections how many are open in mode idle
 * @param out where the report is written
 * @param into a document whose numbers are replaced, or null
 * @param smoke whether it is only to be seen that all of it works
 */
record Options(int rounds, long millis, long warmUpMillis, long rampMillis, List<Mode> modes, List<String> servers,
		int connections, int idleConnections, Path out, @Nullable Path into, boolean smoke) {

	static final String USAGE = """
			benchmarks/run [--rounds 5] [--seconds 4] [--warm-up 3] [--modes full13,keepalive,…] [--servers a,b,…]
			               [--connections 16] [--idle 10000] [--out benchmarks/target/report]
			               [--into docs/performance.md] [--smoke] [--list]
			""";

	static Options parse(List<String> arguments) {
		Options options = new Options(5, 4000, 3000, 300, List.of(Mode.values()), List.of(), 16, 10_000,
				Path.of("benchmarks/target/report"), null, false);
		List<String> left = new ArrayList<>(arguments);
		while (!left.isEmpty()) {
			String name = left.remove(0);
			if (name.equals("--smoke")) {
				options = options.forSmokeTest();
			}
			else if (left.isEmpty()) {
				throw new IllegalArgumentException("Unable to use '" + name + "'\n" + USAGE);
			}
			else {
				options = options.with(name, left.remove(0));
			}
		}
		return options;
	}

	/**
	 * Returns the same with no more idle connections than files may be open.
	 * @param limit for each process
	 * @return options that can be met
	 */
	Options withOpenFiles(int limit) {
		// A server has some besides, and jars
		int most = limit - 1000;
		if (this.idleConnections > most && this.modes.contains(Mode.IDLE)) {
			System.err.println("No more than " + limit + " files may be open (ulimit -n): " + most
					+ " idle connections instead of " + this.idleConnections);
		}
		return with("--idle", String.valueOf(Math.min(this.idleConnections, most)));
	}

	private Options forSmokeTest() {
		return new Options(1, 300, 0, 50, List.of(Mode.FULL13, Mode.RESUMED13, Mode.KEEPALIVE),
				List.of(Contestants.BASELINE, "ours-jdk"), 4, 100, this.out, null, true);
	}

	private Options with(String name, String value) {
		return switch (name) {
			case "--rounds" -> new Options(Integer.parseInt(value), this.millis, this.warmUpMillis, this.rampMillis,
					this.modes, this.servers, this.connections, this.idleConnections, this.out, this.into, this.smoke);
			case "--seconds" -> new Options(this.rounds, millis(value), this.warmUpMillis, this.rampMillis, this.modes,
					this.servers, this.connections, this.idleConnections, this.out, this.into, this.smoke);
			case "--warm-up" -> new Options(this.rounds, this.millis, millis(value), this.rampMillis, this.modes,
					this.servers, this.connections, this.idleConnections, this.out, this.into, this.smoke);
			case "--modes" -> new Options(this.rounds, this.millis, this.warmUpMillis, this.rampMillis,
					list(value).stream().map(Mode::of).toList(), this.servers, this.connections, this.idleConnections,
					this.out, this.into, this.smoke);
			case "--servers" -> new Options(this.rounds, this.millis, this.warmUpMillis, this.rampMillis, this.modes,
					list(value), this.connections, this.idleConnections, this.out, this.into, this.smoke);
			case "--connections" ->
				new Options(this.rounds, this.millis, this.warmUpMillis, this.rampMillis, this.modes, this.servers,
						Integer.parseInt(value), this.idleConnections, this.out, this.into, this.smoke);
			case "--idle" -> new Options(this.rounds, this.millis, this.warmUpMillis, this.rampMillis, this.modes,
					this.servers, this.connections, Integer.parseInt(value), this.out, this.into, this.smoke);
			case "--out" -> new Options(this.rounds, this.millis, this.warmUpMillis, this.rampMillis, this.modes,
					this.servers, this.connections, this.idleConnections, Path.of(value), this.into, this.smoke);
			case "--into" -> new Options(this.rounds, this.millis, this.warmUpMillis, this.rampMillis, this.modes,
					this.servers, this.connections, this.idleConnections, this.out, Path.of(value), this.smoke);
			default -> throw new IllegalArgumentException("Unable to use '" + name + "'\n" + USAGE);
		};
	}

	private static long millis(String seconds) {
		return Math.round(Double.parseDouble(seconds) * 1000);
	}

	private static List<String> list(String value) {
		return Arrays.stream(value.split(",", -1)).map(String::trim).filter((item) -> !item.isEmpty()).toList();
	}

}
