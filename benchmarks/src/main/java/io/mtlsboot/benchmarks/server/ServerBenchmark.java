package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
		Path directory = Files.createTempDirectory("mtls-benchmark");
		Cores cores = options.smoke() ? Cores.unpinned("nothing is pinned in a smoke test") : Cores.find();
		Material material = new Material(directory);
		Contestants contestants = new Contestants();
		List<Contestant> chosen = options.servers().isEmpty() ? contestants.all()
				: options.servers().stream().map(contestants::get).toList();
		Launch launch = new Launch(directory, material, cores.server(),
				options.smoke() ? List.of("-Xmx256m", "-XX:TieredStopAtLevel=1") : List.of("-Xmx512m"));
		try (Generator generator = Generator.start(cores, ClassPath.current(), material);
				Comparison comparison = new Comparison(options, launch, generator, new Probe(material))) {
			try {
				comparison.run(chosen);
				if (options.modes().contains(Mode.IDLE)) {
					comparison.idle(chosen);
				}
			}
			finally {
				// Whatever there is, even if something broke
				Report.of(options, Machine.describe(cores), chosen, comparison).write(options.out());
			}
			Report report = Report.of(options, Machine.describe(cores), chosen, comparison);
			if (options.into() != null) {
				report.writeInto(options.into());
			}
			return report;
		}
		finally {
			delete(directory);
		}
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
	}

}
