package io.mtlsboot.benchmarks.client;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

import io.mtlsboot.benchmarks.process.Cores;
import io.mtlsboot.benchmarks.process.Launch;
import io.mtlsboot.benchmarks.process.Machine;
import io.mtlsboot.benchmarks.process.Material;
import io.mtlsboot.benchmarks.process.TemporaryDirectory;

/**
 * Compares clients by what a call costs them. See {@code docs/performance.md}.
 */
public final class ClientBenchmark {

	private ClientBenchmark() {
	}

	/**
	 * Runs it.
	 * @param args as {@code benchmarks/run-clients} has them
	 * @throws Exception if nothing can be measured
	 */
	public static void main(String[] args) throws Exception {
		List<String> arguments = List.of(args);
		if (arguments.contains("--list")) {
			new ClientContestants().all()
				.forEach((contestant) -> System.out.printf("%-26s %s%s%n", contestant.id(), contestant.title(),
						contestant.missing().map((why) -> " (" + why + ")").orElse("")));
			return;
		}
		try {
			System.out.println(run(ClientOptions.parse(arguments)).markdown());
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
		}
	}

	/**
	 * Measures and writes the report.
	 * @param options what and how often
	 * @return the report
	 * @throws IOException if the callee does not start or a client ends
	 * @throws GeneralSecurityException if there is no TLS
	 */
	static ClientReport run(ClientOptions options) throws IOException, GeneralSecurityException {
		Cores cores = options.smoke() ? Cores.unpinned("nothing is pinned in a smoke test")
				: Cores.find("callee", "clients");
		ClientContestants contestants = new ClientContestants();
		List<ClientContestant> chosen = options.clients().isEmpty() ? contestants.all()
				: options.clients().stream().map(contestants::get).toList();
		List<String> jvmOptions = options.smoke() ? List.of("-Xmx256m", "-XX:TieredStopAtLevel=1")
				: List.of("-Xmx512m");
		try (TemporaryDirectory directory = TemporaryDirectory.create()) {
			Material material = new Material(directory.path());
			try (Callee callee = Callee.start(new Launch(directory.path(), material, cores.serving(), jvmOptions));
					Impostor impostor = Impostor.start();
					ClientComparison comparison = new ClientComparison(options,
							new Launch(directory.path(), material, cores.calling(), jvmOptions), callee, impostor)) {
				return compare(options, cores, chosen, comparison);
			}
		}
	}

	private static ClientReport compare(ClientOptions options, Cores cores, List<ClientContestant> chosen,
			ClientComparison comparison) throws IOException {
		try {
			comparison.run(chosen);
		}
		finally {
			// Whatever there is, even if something broke
			comparison.report(Machine.describe(cores), chosen).write(options.out());
		}
		ClientReport report = comparison.report(Machine.describe(cores), chosen);
		if (options.into() != null) {
			report.writeInto(options.into());
		}
		return report;
	}

}
