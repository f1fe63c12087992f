package io.mtlsboot.benchmarks.server;

import java.util.List;
import java.util.Locale;

/**
 * A report as bars: CPU time for one operation, one block for each mode.
 *
 * @param report the report
 */
record BarChart(Report report) {

	private static final int WIDTH = 1080;

	private static final int LABELS = 500;

	private static final int BAR = 20;

	private static final int HEAD = 44;

	String svg() {
		StringBuilder body = new StringBuilder();
		int y = 10;
		for (String mode : this.report.modes()) {
			y = block(body, mode, y);
		}
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
				<rect width="100%%" height="100%%" fill="#ffffff"/>
				%s</svg>
				""".formatted(WIDTH, y + 10, body);
	}

	private int block(StringBuilder body, String mode, int top) {
		List<Row> rows = this.report.rows(mode).stream().filter(Row::isValid).toList();
		double most = rows.stream().mapToDouble(Row::cpuMicros).max().orElse(1);
		body.append(text(10, top + 24, "font-weight=\"bold\"", "CPU per operation in µs: " + Mode.of(mode).title()));
		int y = top + HEAD;
		for (Row row : rows) {
			double length = (WIDTH - LABELS - 120) * row.cpuMicros() / most;
			body.append(text(10, y + 12, "", row.title()));
			body.append(
					String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
							LABELS, y, length, BAR - 5, color(row.server())));
			body.append(text((int) (LABELS + length + 6), y + 12, "", label(row)));
			y += BAR;
		}
		return y;
	}

	private static String label(Row row) {
		String ratio = Double.isNaN(row.ratio()) ? "" : String.format(Locale.ROOT, " (%.2f)", row.ratio());
		return String.format(Locale.ROOT, (row.cpuMicros() < 100) ? "%.1f" : "%.0f", row.cpuMicros()) + ratio;
	}

	private static String color(String server) {
		if (server.startsWith("ours")) {
			return "#2c7a4b";
		}
		return server.startsWith(Contestants.BASELINE) ? "#b5533c" : "#8a97a6";
	}

	private static String text(int x, int y, String attributes, String text) {
		return "<text x=\"" + x + "\" y=\"" + y + "\" " + attributes + ">"
				+ text.replace("&", "&amp;").replace("<", "&lt;") + "</text>\n";
	}

}
