package io.mtlsboot.benchmarks.server;

import java.nio.file.Path;
import java.util.List;

import io.mtlsboot.benchmarks.process.Arguments;
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

	private static final Options DEFAULT = new Options(5, 4000, 3000, 300, List.of(Mode.values()), List.of(), 16,
			10_000, Path.of("benchmarks/target/report"), null, false);

	private static final Options SMOKE = new Options(1, 300, 0, 50,
			List.of(Mode.FULL13, Mode.RESUMED13, Mode.KEEPALIVE), List.of(Contestants.BASELINE, "ours-jdk"), 4, 100,
			DEFAULT.out(), null, true);

	static final String USAGE = """
			benchmarks/run [--rounds 5] [--seconds 4] [--warm-up 3] [--modes full13,keepalive,…] [--servers a,b,…]
			               [--connections 16] [--idle 10000] [--out benchmarks/target/report]
			               [--into docs/performance.md] [--smoke] [--list]
			""";

	static Options parse(List<String> arguments) {
		Arguments given = Arguments.parse(arguments, USAGE);
		Options otherwise = given.smoke() ? SMOKE : DEFAULT;
		return new Options(given.number("--rounds", otherwise.rounds()), given.millis("--seconds", otherwise.millis()),
				given.millis("--warm-up", otherwise.warmUpMillis()), otherwise.rampMillis(),
				given.list("--modes", otherwise.modes().stream().map(Mode::id).toList())
					.stream()
					.map(Mode::of)
					.toList(),
				given.list("--servers", otherwise.servers()), given.number("--connections", otherwise.connections()),
				given.number("--idle", otherwise.idleConnections()), given.path("--out", otherwise.out()), given.into(),
				given.smoke());
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
		return new Options(this.rounds, this.millis, this.warmUpMillis, this.rampMillis, this.modes, this.servers,
				this.connections, Math.min(this.idleConnections, most), this.out, this.into, this.smoke);
	}

}
