package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;

import io.mtlsboot.benchmarks.process.ClassPath;
import io.mtlsboot.benchmarks.process.Cores;
import io.mtlsboot.benchmarks.process.Executable;
import io.mtlsboot.benchmarks.process.Launch;
import io.mtlsboot.benchmarks.process.Machine;
import io.mtlsboot.benchmarks.process.Material;
import io.mtlsboot.benchmarks.process.TemporaryDirectory;

/**
 * Compares servers by what an operation costs them. See {@code docs/performance.md}.
 */
public final class ServerBenchmark {

	private ServerBenchmark() {
	}

	/**
	 * Runs it.
	 * @param args as {@code benchmarks/run} has them
	 * @throws Exception if nothing can be measured
	 */
	public static void main(String[] args) throws Exception {
		List<String> arguments = List.of(args);
		if (arguments.contains("--list")) {
			new Contestants().all()
				.forEach((contestant) -> System.out.printf("%-24s %s%s%n", contestant.id(), contestant.title(),
						contestant.missing().map((why) -> " (" + why + ")").orElse("")));
			return;
		}
		try {
			Report report = run(Options.parse(arguments));
			System.out.println(report.markdown());
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
		}
	}

	/**
	 * Measures and writes the report.
	 * @param wanted what and for how long
	 * @return the report
	 */
	static Report run(Options wanted) throws IOException, GeneralSecurityException {
		Options options = wanted.withOpenFiles(Machine.openFiles());
		Cores cores = options.smoke() ? Cores.unpinned("nothing is pinned in a smoke test")
				: Cores.find("servers", "load generator");
		Contestants contestants = new Contestants();
		List<Contestant> chosen = options.servers().isEmpty() ? contestants.all()
				: options.servers().stream().map(contestants::get).toList();
		try (TemporaryDirectory directory = TemporaryDirectory.create()) {
			Launch launch = new Launch(directory.path(), new Material(directory.path()), cores.serving(),
					options.smoke() ? List.of("-Xmx256m", "-XX:TieredStopAtLevel=1") : List.of("-Xmx512m"));
			return compare(options, cores, launch, chosen);
		}
	}

	private static Report compare(Options options, Cores cores, Launch launch, List<Contestant> chosen)
			throws IOException, GeneralSecurityException {
		Material material = launch.material();
		try (Generator generator = Generator.start(cores, ClassPath.current(), material.forCaller("generator"));
				Comparison comparison = new Comparison(options, cores, launch, generator, new Probe(material))) {
			try {
				if (options.modes().contains(Mode.START)) {
					comparison.start(chosen);
				}
				comparison.run(chosen);
				if (options.modes().contains(Mode.IDLE)) {
					comparison.idle(chosen);
				}
			}
			finally {
				// Whatever there is, even if something broke
				Report.of(options, machine(cores), chosen, comparison).write(options.out());
			}
			Report report = Report.of(options, machine(cores), chosen, comparison);
			if (options.into() != null) {
				report.writeInto(options.into());
			}
			return report;
		}
	}

	private static Map<String, String> machine(Cores cores) {
		Map<String, String> facts = Machine.describe(cores);
		for (InstalledServer server : InstalledServer.values()) {
			Executable.find(server.command())
				.ifPresent((program) -> facts.put(server.command(), server.version(program)));
		}
		return facts;
	}

}
