package io.mtlsboot.benchmarks.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.mtlsboot.benchmarks.report.Figures;

/**
 * A report as Markdown: CPU time of all servers in all modes, then one table for each
 * mode.
 *
 * @param report the report
 */
record MarkdownTables(Report report) {

	private static final String DETAILS = """
			| server | CPU, µs | lowest–highest | ratio | operations/s | p50, µs | p99, µs | RSS, MB | resumed, % | generator CPU, µs |
			|---|---|---|---|---|---|---|---|---|---|
			""";

	String text() {
		StringBuilder text = new StringBuilder(machine());
		text.append(overview());
		for (String mode : this.report.modes()) {
			text.append("\n### ").append(capital(Mode.of(mode).title())).append("\n\n").append(DETAILS);
			this.report.rows(mode).forEach((row) -> text.append(detail(row)));
		}
		text.append(idle()).append(starts());
		text.append(Figures.absent(this.report.absent()));
		return text.toString();
	}

	private String machine() {
		return Figures.sentence(this.report.machine())
				+ String.format(Locale.ROOT, "Medians of %d round(s) of %.1f s with %d connections.%n%n",
						this.report.rounds(), this.report.seconds(), this.report.connections());
	}

	private String overview() {
		List<String> modes = this.report.modes();
		StringBuilder text = new StringBuilder("CPU of the server for one operation, in µs (ratio to `")
			.append(Contestants.BASELINE)
			.append("`):\n\n| server |");
		modes.forEach((mode) -> text.append(' ').append(Mode.of(mode).title()).append(" |"));
		text.append("\n|---|").append("---|".repeat(modes.size())).append('\n');
		Map<String, String> titles = this.report.rows()
			.stream()
			.collect(Collectors.toMap(Row::server, Row::title, (one, other) -> one, java.util.LinkedHashMap::new));
		titles.forEach((server, title) -> {
			text.append("| ").append(title).append(" (`").append(server).append("`) |");
			modes.forEach((mode) -> text.append(' ').append(cell(server, mode)).append(" |"));
			text.append('\n');
		});
		return text.toString();
	}

	private String idle() {
		if (this.report.idle().isEmpty()) {
			return "";
		}
		StringBuilder text = new StringBuilder("""

				### Idle connections

				| server | connections | RSS, kB each | live heap, kB each | CPU to open one, µs | idle CPU, ms/s |
				|---|---|---|---|---|---|
				""");
		this.report.idle()
			.forEach((row) -> text.append(row.problem().isEmpty()
					? String.format(Locale.ROOT, "| `%s` | %d | %.1f | %s | %.0f | %.1f |%n", row.server(),
							row.connections(), row.residentKilobytes(),
							Double.isNaN(row.heapKilobytes()) ? "–" : Figures.number(row.heapKilobytes()),
							row.openMicros(), row.idleMillisPerSecond())
					: "| `" + row.server() + "` | not valid: " + row.problem().replace('|', '/') + " | | | | |\n"));
		return text.toString();
	}

	private String starts() {
		if (this.report.starts().isEmpty()) {
			return "";
		}
		StringBuilder text = new StringBuilder("""

				### Start

				| server | AOT cache | until it listens, ms | until it has answered, ms | CPU until then, ms | starts |
				|---|---|---|---|---|---|
				""");
		this.report.starts()
			.forEach((row) -> text.append(String.format(Locale.ROOT, "| `%s` | %s | %.0f | %.0f | %.0f | %d |%n",
					row.server(), row.cached() ? "yes" : "", row.listeningMillis(), row.answeredMillis(),
					row.cpuMillis(), row.starts())));
		return text.toString();
	}

	private String cell(String server, String mode) {
		Optional<Row> found = this.report.rows(mode).stream().filter((row) -> row.server().equals(server)).findFirst();
		return found
			.map((row) -> row.isValid() ? Figures.number(row.cpuMicros()) + Figures.ratio(row.ratio()) : "not valid")
			.orElse("–");
	}

	private static String detail(Row row) {
		if (!row.isValid()) {
			return "| `" + row.server() + "` | not valid: " + row.problem().replace('|', '/') + " | | | | | | | | |\n";
		}
		return "| `" + row.server() + "` | " + Figures.number(row.cpuMicros()) + " | "
				+ Figures.number(row.cpuMicrosLowest()) + "–" + Figures.number(row.cpuMicrosHighest()) + " | "
				+ Figures.ratio(row.ratio()).replaceAll("[ ()]", "") + " | "
				+ String.format(Locale.ROOT, "%.0f | %.0f | %.0f | %.0f | %s | %s |%n", row.operationsPerSecond(),
						row.p50Micros(), row.p99Micros(), row.residentMegabytes(), resumed(row),
						Figures.number(row.generatorMicros()));
	}

	private static String resumed(Row row) {
		return Mode.of(row.mode()).keepsAlive() ? "–" : String.format(Locale.ROOT, "%.0f", row.resumedPercent());
	}

	private static String capital(String text) {
		return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
	}

}
