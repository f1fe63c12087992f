package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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

	private static final String BEGIN = "<!-- numbers: begin -->";

	private static final String END = "<!-- numbers: end -->";

	static Report of(Options options, Map<String, String> machine, List<Contestant> contestants,
			Comparison comparison) {
		List<Row> rows = new ArrayList<>();
		for (Mode mode : options.modes()) {
			double baseline = Row.median(samples(comparison, Contestants.BASELINE, mode), Sample::cpuMicros);
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
				comparison.idleRows(), comparison.starts(), comparison.absent());
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
		Files.writeString(directory.resolve("report.svg"), new BarChart(this).svg());
	}

	/**
	 * Replaces the numbers of a document, and the chart beside it.
	 * @param document a Markdown file with the two marks
	 */
	void writeInto(Path document) throws IOException {
		String text = Files.readString(document);
		int begin = text.indexOf(BEGIN);
		int end = text.indexOf(END);
		if (begin < 0 || end < begin) {
			throw new IOException(
					"Unable to write into '" + document + "': expected the lines '" + BEGIN + "' and '" + END + "'");
		}
		Files.writeString(document,
				text.substring(0, begin + BEGIN.length()) + "\n\n" + markdown() + "\n" + text.substring(end));
		Files.writeString(document.resolveSibling(document.getFileName().toString().replaceFirst("\\.md$", ".svg")),
				new BarChart(this).svg());
	}

	List<String> modes() {
		return this.rows.stream().map(Row::mode).distinct().toList();
	}

	List<Row> rows(String mode) {
		return this.rows.stream().filter((row) -> row.mode().equals(mode)).toList();
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
