package io.mtlsboot.benchmarks.process;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Jars and directories of classes. An application gets those that its developer would
 * have chosen; the rest is left out.
 *
 * @param entries in order
 */
public record ClassPath(List<Path> entries) {

	/**
	 * Returns that of this JVM.
	 * @return everything
	 */
	public static ClassPath current() {
		return new ClassPath(Pattern.compile(Pattern.quote(File.pathSeparator))
			.splitAsStream(System.getProperty("java.class.path"))
			.filter((entry) -> !entry.isEmpty())
			.map((entry) -> Path.of(entry).toAbsolutePath())
			.toList());
	}

	/**
	 * Returns what an application has.
	 * @param parts what it has besides Boot
	 * @return a smaller class path
	 */
	public ClassPath with(Set<Part> parts) {
		return new ClassPath(this.entries.stream()
			.filter((entry) -> Part.of(Part.library(entry)).map(parts::contains).orElse(true))
			.toList());
	}

	/**
	 * Returns it as {@code java -cp} takes it.
	 * @return one argument
	 */
	public String argument() {
		return this.entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

}
