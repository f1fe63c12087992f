package io.mtlsboot.benchmarks.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.mtlsboot.benchmarks.report.BarChart;
import io.mtlsboot.benchmarks.report.BarChart.Bar;
import io.mtlsboot.benchmarks.report.BarChart.Block;
import io.mtlsboot.benchmarks.report.BarChart.Whose;
import io.mtlsboot.benchmarks.report.Figures;
import io.mtlsboot.benchmarks.report.MarkedDocument;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of a comparison of clients, as medians.
 *
 * @param machine where it was measured
 * @param rounds how many rounds there were
 * @param calls how many calls a turn had
 * @param callers how many were under way at the same time
 * @param rows by client
 * @param absent why clients did not take part, by name
 */
record ClientReport(Map<String, String> machine, int rounds, int calls, int callers, List<ClientRow> rows,
		Map<String, String> absent) {

	private static final String HEAD = """
			| client | CPU, µs | lowest–highest | ratio | calls/s | p50, µs | p99, µs | handshakes per 10,000 calls | of them resumed, % | callee CPU, µs |
			|---|---|---|---|---|---|---|---|---|---|
			""";

	String markdown() {
		StringBuilder text = new StringBuilder(Figures.sentence(this.machine));
		text.append(String.format(Locale.ROOT, "Medians of %d round(s) of %d calls, %d at the same time.%n%n",
				this.rounds, this.calls, this.callers));
		text.append(HEAD);
		this.rows.forEach((row) -> text.append(line(row)));
		return text.append(Figures.absent(this.absent)).toString();
	}

	/**
	 * Writes it as Markdown, JSON and SVG.
	 * @param directory where to
	 * @throws IOException if it cannot be written
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
	 * @throws IOException if it has none
	 */
	void writeInto(Path document) throws IOException {
		MarkedDocument marked = new MarkedDocument(document, "clients");
		marked.replace(markdown());
		Files.writeString(marked.chart("-clients"), chart().svg());
	}

	private BarChart chart() {
		return new BarChart(List.of(block("CPU per call in µs", ClientRow::cpuMicros, ClientRow::ratio),
				block("Handshakes per 10,000 calls", ClientRow::handshakes, (row) -> Double.NaN)));
	}

	private Block block(String title, ToDoubleFunction<ClientRow> value, ToDoubleFunction<ClientRow> ratio) {
		return new Block(title,
				this.rows.stream()
					.filter(ClientRow::isValid)
					.map((row) -> new Bar(row.title(), value.applyAsDouble(row), ratio.applyAsDouble(row),
							Whose.of(row.client(), ClientContestants.BASELINE)))
					.toList());
	}

	private static String line(ClientRow row) {
		String name = "| " + row.title() + " (`" + row.client() + "`) | ";
		if (!row.isValid()) {
			return name + "not valid: " + row.problem().replace('|', '/') + " | | | | | | | | |\n";
		}
		return name + Figures.number(row.cpuMicros()) + " | " + Figures.number(row.cpuMicrosLowest()) + "–"
				+ Figures.number(row.cpuMicrosHighest()) + " | " + Figures.ratio(row.ratio()).replaceAll("[ ()]", "")
				+ String.format(Locale.ROOT, " | %.0f | %.0f | %.0f | %.0f | %s | %s |%n", row.callsPerSecond(),
						row.p50Micros(), row.p99Micros(), row.handshakes(), resumed(row),
						Figures.number(row.calleeMicros()));
	}

	private static String resumed(ClientRow row) {
		return (row.handshakes() > 0) ? String.format(Locale.ROOT, "%.0f", row.resumedPercent()) : "–";
	}

}
