package io.mtlsboot.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Markdown file with a pair of marks, and a chart beside it.
 *
 * @param file the Markdown file
 * @param mark the name of the marks
 */
public record MarkedDocument(Path file, String mark) {

	/**
	 * Replaces what is between the marks.
	 * @param markdown what is there then
	 * @throws IOException if there are no such marks; then nothing is changed
	 */
	public void replace(String markdown) throws IOException {
		String begin = "<!-- " + this.mark + ": begin -->";
		String end = "<!-- " + this.mark + ": end -->";
		String text = Files.readString(this.file);
		int first = text.indexOf(begin);
		int last = text.indexOf(end);
		if (first < 0 || last < first) {
			throw new IOException(
					"Unable to write into '" + this.file + "': expected the lines '" + begin + "' and '" + end + "'");
		}
		Files.writeString(this.file,
				text.substring(0, first + begin.length()) + "\n\n" + markdown + "\n" + text.substring(last));
	}

	/**
	 * Returns the file of the chart.
	 * @param suffix what its name has besides that of the document
	 * @return a file beside the document
	 */
	public Path chart(String suffix) {
		return this.file.resolveSibling(this.file.getFileName().toString().replaceFirst("\\.md$", suffix + ".svg"));
	}

}
