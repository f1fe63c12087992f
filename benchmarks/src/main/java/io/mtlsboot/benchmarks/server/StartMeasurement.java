package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.benchmarks.process.Launch;
import io.mtlsboot.benchmarks.process.ProcessCpu;

/**
 * Starts services by turns, until each has answered a caller: as they are, and where the
 * JDK can keep what an earlier run has loaded, with that.
 */
final class StartMeasurement {

	private final int rounds;

	private final Launch launch;

	private final Probe probe;

	StartMeasurement(int rounds, Launch launch, Probe probe) {
		this.rounds = rounds;
		this.launch = launch;
		this.probe = probe;
	}

	List<StartRow> run(List<Contestant> contestants) throws IOException {
		List<Start> starts = new ArrayList<>();
		for (Contestant contestant : contestants) {
			if (contestant instanceof BootContestant boot && boot.speaksTls() && boot.missing().isEmpty()) {
				starts.addAll(ofEachKind(boot));
			}
		}
		Map<Start, List<StartRow>> rows = new LinkedHashMap<>();
		for (int round = 1; round <= this.rounds; round++) {
			for (Start start : starts) {
				StartRow row = time(start);
				rows.computeIfAbsent(start, (key) -> new ArrayList<>()).add(row);
				Comparison.say("start " + round, start.contestant(), String.format("%s %.0f ms, answered after %.0f",
						row.cached() ? "AOT cache" : "", row.listeningMillis(), row.answeredMillis()));
			}
		}
		return rows.values().stream().map(StartRow::medians).toList();
	}

	// The start that is not measured reads jars that are in memory for the others
	private List<Start> ofEachKind(BootContestant contestant) throws IOException {
		BootContestant delivered = contestant.inJars(this.launch.directory().resolve(contestant.id() + "-jars"));
		Start plain = new Start(delivered, this.launch, false);
		if (contestant.jdk() == null || !contestant.jdk().hasAotCache()) {
			time(plain);
			return List.of(plain);
		}
		Path cache = this.launch.directory().resolve(contestant.id() + ".aot");
		try (RunningServer server = delivered.start(this.launch.withJvmOption("-XX:AOTCacheOutput=" + cache))) {
			greet(server);
			server.finish();
		}
		if (!Files.exists(cache)) {
			throw new IOException("Unable to start '" + contestant.id() + "' with an AOT cache: there is no '" + cache
					+ "'; see " + this.launch.log(contestant.id()));
		}
		return List.of(plain, new Start(delivered, this.launch.withJvmOption("-XX:AOTCache=" + cache), true));
	}

	private StartRow time(Start start) throws IOException {
		long begin = System.nanoTime();
		try (RunningServer server = start.contestant().start(start.launch())) {
			double listening = millisSince(begin);
			greet(server);
			return new StartRow(server.contestant().id(), start.cached(), listening, millisSince(begin),
					ProcessCpu.micros(ProcessCpu.tree(server.pids())) / 1e3, 1);
		}
	}

	private void greet(RunningServer server) throws IOException {
		String problem = this.probe.greet(server);
		if (!problem.isEmpty()) {
			throw new IOException("Unable to start '" + server.contestant().id() + "': it " + problem);
		}
	}

	private static double millisSince(long begin) {
		return (System.nanoTime() - begin) / 1e6;
	}

	/**
	 * How a service is started.
	 *
	 * @param contestant the service
	 * @param launch how
	 * @param cached whether with an AOT cache
	 */
	private record Start(BootContestant contestant, Launch launch, boolean cached) {
	}

}
