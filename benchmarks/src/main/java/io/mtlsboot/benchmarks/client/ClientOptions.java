package io.mtlsboot.benchmarks.client;

import java.nio.file.Path;
import java.util.List;

import io.mtlsboot.benchmarks.process.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, and how often.
 *
 * @param rounds how often each client has its turn
 * @param calls how many there are in a turn
 * @param callers how many are under way at the same time
 * @param warmUpMillis how long a client calls at most, again and again before the first
 * round; 0 for not at all
 * @param clients names of the contestants; empty for all that can be started here
 * @param out where the report is written
 * @param into a document whose numbers are replaced, or null
 * @param smoke whether it is only to be seen that all of it works
 */
record ClientOptions(int rounds, int calls, int callers, long warmUpMillis, List<String> clients, Path out,
		@Nullable Path into, boolean smoke) {

	static final String USAGE = """
			benchmarks/run-clients [--rounds 5] [--calls 10000] [--callers 16] [--warm-up 20] [--clients a,b,…]
			                       [--out benchmarks/target/report-clients] [--into docs/performance.md]
			                       [--smoke] [--list]
			""";

	private static final ClientOptions DEFAULT = new ClientOptions(5, 10_000, 16, 20_000, List.of(),
			Path.of("benchmarks/target/report-clients"), null, false);

	private static final ClientOptions SMOKE = new ClientOptions(1, 60, 4, 0,
			List.of(ClientContestants.BASELINE, "unpooled", "ours-restclient"), DEFAULT.out(), null, true);

	static ClientOptions parse(List<String> arguments) {
		Arguments given = Arguments.parse(arguments, USAGE);
		ClientOptions otherwise = given.smoke() ? SMOKE : DEFAULT;
		return new ClientOptions(given.number("--rounds", otherwise.rounds()),
				given.number("--calls", otherwise.calls()), given.number("--callers", otherwise.callers()),
				given.millis("--warm-up", otherwise.warmUpMillis()), given.list("--clients", otherwise.clients()),
				given.path("--out", otherwise.out()), given.into(), given.smoke());
	}

}
