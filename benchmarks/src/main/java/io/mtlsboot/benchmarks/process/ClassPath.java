package io.mtlsboot.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
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
	 * Returns the same as it is delivered.
	 * @param directory where jars may be written
	 * @return with a jar instead of each directory
	 * @throws IOException if one cannot be written
	 */
	public ClassPath inJars(Path directory) throws IOException {
		Files.createDirectories(directory);
		List<Path> jars = new ArrayList<>();
		for (Path entry : this.entries) {
			jars.add(
					Files.isDirectory(entry) ? jar(entry, directory.resolve("classes" + jars.size() + ".jar")) : entry);
		}
		return new ClassPath(jars);
	}

	private static Path jar(Path classes, Path jar) throws IOException {
		StringWriter said = new StringWriter();
		PrintWriter out = new PrintWriter(said);
		int result = ToolProvider.findFirst("jar")
			.orElseThrow(() -> new IOException("Unable to write '" + jar + "': this JDK has no 'jar'"))
			.run(out, out, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
		if (result != 0) {
			throw new IOException("Unable to write '" + jar + "': " + said);
		}
		return jar;
	}

	/**
	 * Returns it as {@code java -cp} takes it.
	 * @return one argument
	 */
	public String argument() {
		return this.entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

}
