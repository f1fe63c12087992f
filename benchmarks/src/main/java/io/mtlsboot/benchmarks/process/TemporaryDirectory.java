package io.mtlsboot.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for as long as something is measured.
 *
 * @param path where it is
 */
public record TemporaryDirectory(Path path) implements AutoCloseable {

	/**
	 * Creates one.
	 * @return an empty directory
	 * @throws IOException if there can be none
	 */
	public static TemporaryDirectory create() throws IOException {
		return new TemporaryDirectory(Files.createTempDirectory("mtls-benchmark"));
	}

	@Override
	public void close() throws IOException {
		List<Path> files;
		try (Stream<Path> found = Files.walk(this.path)) {
			files = found.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path file : files) {
			Files.deleteIfExists(file);
		}
	}

}
