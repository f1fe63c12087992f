package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.mtlsboot.benchmarks.report.BarChart;
import io.mtlsboot.benchmarks.report.BarChart.Bar;
import io.mtlsboot.benchmarks.report.BarChart.Block;
import io.mtlsboot.benchmarks.report.BarChart.Whose;
import io.mtlsboot.benchmarks.report.MarkedDocument;
import io.mtlsboot.benchmarks.report.Spread;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of a comparison, as medians.
 *
 * @param machine where it was measured
 * @param rounds how many rounds there were
 * @param seconds how long a turn was
 * @param connections how many connections were open at the same time
 * @param rows by mode, then by server
 * @param idle what idle connections cost
 * @param starts what starting cost
 * @param absent why servers did not take part, by name
 */
record Report(Map<String, String> machine, int rounds, double seconds, int connections, List<Row> rows,
		List<IdleRow> idle, List<StartRow> starts, Map<String, String> absent) {

	static Report of(Options options, Map<String, String> machine, List<Contestant> contestants,
			Comparison comparison) {
		List<Row> rows = new ArrayList<>();
		for (Mode mode : options.modes()) {
			double baseline = Spread.median(samples(comparison, Contestants.BASELINE, mode), Sample::cpuMicros);
			for (Contestant contestant : contestants) {
				add(rows, contestant.id(), contestant.title(), mode, samples(comparison, contestant.id(), mode),
						Sample::cpuMicros, baseline);
				if (contestant.hasBackend()) {
					add(rows, contestant.id() + "+backend", contestant.title() + ", both together", mode,
							samples(comparison, contestant.id(), mode), Sample::cpuMicrosWithBackend, baseline);
				}
			}
		}
		return new Report(machine, options.rounds(), options.millis() / 1000.0, options.connections(), rows,
				comparison.idleRows(), comparison.startRows(), comparison.absent());
	}

	String markdown() {
		return new MarkdownTables(this).text();
	}

	/**
	 * Writes it as Markdown, JSON and SVG.
	 * @param directory where to
	 */
	void write(Path directory) throws IOException {
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("report.md"), markdown());
		Files.writeString(directory.resolve("report.json"),
				JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(this));
		Files.writeString(directory.resolve("report.svg"), chart().svg());
	}

	/**
	 * Replaces the numbers of a document, and the chart beside it.
	 * @param document a Markdown file with the two marks
	 */
	void writeInto(Path document) throws IOException {
		MarkedDocument marked = new MarkedDocument(document, "numbers");
		marked.replace(markdown());
		Files.writeString(marked.chart(""), chart().svg());
	}

	List<String> modes() {
		return this.rows.stream().map(Row::mode).distinct().toList();
	}

	List<Row> rows(String mode) {
		return this.rows.stream().filter((row) -> row.mode().equals(mode)).toList();
	}

	private BarChart chart() {
		return new BarChart(modes().stream()
			.map((mode) -> new Block("CPU per operation in µs: " + Mode.of(mode).title(),
					rows(mode).stream().filter(Row::isValid).map(Report::bar).toList()))
			.toList());
	}

	private static Bar bar(Row row) {
		return new Bar(row.title(), row.cpuMicros(), row.ratio(), Whose.of(row.server(), Contestants.BASELINE));
	}

	private static void add(List<Row> rows, String server, String title, Mode mode, List<Sample> samples,
			ToDoubleFunction<Sample> cpu, double baseline) {
		if (!samples.isEmpty()) {
			rows.add(Row.of(server, title, mode, samples, cpu, baseline));
		}
	}

	private static List<Sample> samples(Comparison comparison, String server, Mode mode) {
		return comparison.samples()
			.stream()
			.filter((sample) -> sample.contestant().equals(server) && sample.mode() == mode)
			.toList();
	}

}
