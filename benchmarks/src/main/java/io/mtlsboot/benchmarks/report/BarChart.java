package io.mtlsboot.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Bars, in blocks.
 *
 * @param blocks from top to bottom
 */
public record BarChart(List<Block> blocks) {

	private static final int WIDTH = 1080;

	private static final int LABELS = 500;

	private static final int BAR = 20;

	private static final int HEAD = 44;

	/**
	 * Draws it.
	 * @return the text of an SVG file
	 */
	public String svg() {
		StringBuilder body = new StringBuilder();
		int y = 10;
		for (Block block : this.blocks) {
			y = draw(body, block, y);
		}
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
				<rect width="100%%" height="100%%" fill="#ffffff"/>
				%s</svg>
				""".formatted(WIDTH, y + 10, body);
	}

	private static int draw(StringBuilder body, Block block, int top) {
		double most = block.bars().stream().mapToDouble(Bar::value).filter((value) -> value > 0).max().orElse(1);
		body.append(text(10, top + 24, "font-weight=\"bold\"", block.title()));
		int y = top + HEAD;
		for (Bar bar : block.bars()) {
			double length = (WIDTH - LABELS - 120) * bar.value() / most;
			body.append(text(10, y + 12, "", bar.title()));
			body.append(
					String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
							LABELS, y, length, BAR - 5, bar.whose().color));
			body.append(text((int) (LABELS + length + 6), y + 12, "",
					Figures.number(bar.value()) + Figures.ratio(bar.ratio())));
			y += BAR;
		}
		return y;
	}

	private static String text(int x, int y, String attributes, String text) {
		return "<text x=\"" + x + "\" y=\"" + y + "\" " + attributes + ">"
				+ text.replace("&", "&amp;").replace("<", "&lt;") + "</text>\n";
	}

	/**
	 * Bars that can be compared.
	 *
	 * @param title what they are
	 * @param bars from top to bottom
	 */
	public record Block(String title, List<Bar> bars) {
	}

	/**
	 * One bar.
	 *
	 * @param title what it is
	 * @param value how long it is
	 * @param ratio to that of the baseline, or NaN
	 * @param whose what its colour says
	 */
	public record Bar(String title, double value, double ratio, Whose whose) {
	}

	/**
	 * Whose a bar is.
	 */
	public enum Whose {

		/** Ours. */
		OURS("#2c7a4b"),

		/** That of what all are compared with. */
		BASELINE("#b5533c"),

		/** That of others. */
		OTHERS("#8a97a6");

		private final String color;

		Whose(String color) {
			this.color = color;
		}

		/**
		 * Finds out by the name.
		 * @param name the name of a contestant
		 * @param baseline how the name of the baseline begins
		 * @return whose it is
		 */
		public static Whose of(String name, String baseline) {
			if (name.startsWith("ours")) {
				return OURS;
			}
			return name.startsWith(baseline) ? BASELINE : OTHERS;
		}

	}

}
