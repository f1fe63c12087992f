package io.mtlsboot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path where it is
 * @param text its text outside of code blocks, line by line
 * @param yaml its YAML blocks
 */
record MarkdownPage(Path path, List<String> text, List<String> yaml) {

	private static final String FENCE = "```";

	private static final Pattern HEADING = Pattern.compile("#{1,6} (.+)");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Tests)`");

	/**
	 * The folder of the whole project, however the test is started.
	 */
	static Path root() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.isDirectory(folder.resolve(".mvn"))) {
			folder = folder.getParent();
			if (folder == null) {
				throw new IllegalStateException("Unable to find the root of the project: no parent has '.mvn'");
			}
		}
		return folder;
	}

	static MarkdownPage of(String path) {
		return read(root().resolve(path));
	}

	static List<MarkdownPage> all() {
		return Stream.of(root(), root().resolve("docs")).flatMap(MarkdownPage::pages).map(MarkdownPage::read).toList();
	}

	private static Stream<Path> pages(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MarkdownPage read(Path path) {
		List<String> text = new ArrayList<>();
		List<String> yaml = new ArrayList<>();
		StringBuilder block = null;
		String language = "";
		for (String line : lines(path)) {
			if (!line.strip().startsWith(FENCE)) {
				if (block != null) {
					block.append(line).append('\n');
				}
				else {
					text.add(line);
				}
			}
			else if (block == null) {
				block = new StringBuilder();
				language = line.strip().substring(FENCE.length());
			}
			else {
				if (language.equals("yaml")) {
					yaml.add(block.toString());
				}
				block = null;
			}
		}
		if (block != null) {
			throw new IllegalStateException("A code block in '" + path + "' has no end");
		}
		return new MarkdownPage(path, text, yaml);
	}

	private static List<String> lines(Path path) {
		try {
			return Files.readAllLines(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> headings(int level) {
		String prefix = "#".repeat(level) + " ";
		return this.text.stream()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> line.substring(prefix.length()))
			.toList();
	}

	/**
	 * The anchors that GitHub gives to headings.
	 */
	List<String> anchors() {
		return this.text.stream()
			.map(HEADING::matcher)
			.filter((heading) -> heading.matches())
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

	List<String> links() {
		return this.text.stream()
			.flatMap((line) -> LINK.matcher(line).results())
			.map((MatchResult link) -> link.group(1))
			.toList();
	}

	/**
	 * The test classes that the text names, beside patterns for their names.
	 */
	List<String> testNames() {
		return this.text.stream()
			.flatMap((line) -> TEST.matcher(line).results())
			.map((MatchResult test) -> test.group(1))
			.filter((test) -> !test.equals("FooTests"))
			.toList();
	}

	/**
	 * The cells of every row of a table whose first one is code.
	 */
	List<List<String>> rows() {
		return this.text.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|")).map(String::strip).toList())
			.toList();
	}

	@Override
	public String toString() {
		return root().relativize(this.path).toString();
	}

}
